/** The schema of scoring models as JSON Schema, for editors that complete and check model files. */
import { registry, toJSONSchema } from 'zod/mini';
import { conditionSchema } from './condition-schema.ts';
import {
  decaySchema,
  engagementRuleSchema,
  engagementSchema,
  fitRuleSchema,
  groupSchema,
  limitSchema,
  mqlSchema,
  nurtureSchema,
  outcomeSchema,
  salesSchema,
  scoringModelSchema,
  sqlSchema,
} from './scoring-model-schema.ts';

/**
 * JSON Schema 2020-12 of the scoring model document. It says all that can be said of each key by itself; zones, ids
 * that occur twice, groups that nobody declared and reversed bounds are found by `parseScoringModel` alone.
 */
export function scoringModelJsonSchema(): Readonly<Record<string, unknown>> {
  const notes = registry<{ id?: string; title?: string; description?: string }>();
  const describe = (schema: Parameters<typeof notes.add>[0], description: string) =>
    notes.add(schema, { description });
  notes.add(scoringModelSchema, {
    title: 'Scoring model',
    description: 'What makes a lead an MQL or an SQL',
  });
  notes.add(conditionSchema, {
    id: 'condition',
    description:
      'Condition on the columns of a lead or an activity. Text compares without regard to case; a missing value meets isMissing alone',
  });
  notes.add(fitRuleSchema, {
    id: 'fitRule',
    description: 'One question of the buyer persona, answered by columns of the lead',
  });
  notes.add(engagementRuleSchema, {
    id: 'engagementRule',
    description: 'Points for each activity that matches',
  });

  const model = scoringModelSchema.shape;
  describe(model.timeZone, 'IANA zone of local times and calendar buckets, such as Europe/Berlin');
  describe(model.fit, 'Fit score: the points of every rule that holds on the lead');
  describe(
    model.engagement,
    'Engagement score: points of activities, limited, faded, clamped by group, summed',
  );
  describe(
    fitRuleSchema.shape.criterion,
    'Persona criterion that the rule answers: industry, budget, authority, or your own',
  );
  describe(fitRuleSchema.shape.points, 'Points; may be negative');
  describe(
    engagementRuleSchema.shape.points,
    'Points for one activity, before limit, decay and clamp; may be negative',
  );
  describe(engagementRuleSchema.shape.group, 'A group of engagement.groups, whose sum is clamped');
  describe(limitSchema, 'Only the first matches of a lead count in each calendar period (lead: ever)');
  describe(
    decaySchema,
    'Points halve every halfLifeDays, or expire after expireDays; without decay they stay',
  );
  describe(engagementSchema.shape.groups, 'Bounds of the sum of each group');
  describe(groupSchema, 'Least and largest sum of the group');
  describe(mqlSchema, 'All minimums that are given must be met; with none the stage is never met by score');
  describe(sqlSchema, 'All minimums that are given must be met, or the lead asks for sales itself');
  describe(
    sqlSchema.shape.directRequest,
    'Activities by which a lead asks for sales itself, such as a contact form',
  );
  describe(sqlSchema.shape.directRequestFit, 'Least fit score with which a direct request counts');
  describe(
    sqlSchema.shape.directRequestBeforeHours,
    'Hours before the creation of the lead from which a request still counts; default 0',
  );
  describe(salesSchema, 'Activities (touch) by which sales contacts a lead, and the time it has for that');
  describe(salesSchema.shape.responseHours, 'Hours that sales has for the first contact; default 24');
  describe(nurtureSchema, 'Activities (touch) by which marketing nurtures a lead');
  describe(nurtureSchema.shape.landmarkDays, 'Days after the MQL entry in which touches count; default 14');
  describe(outcomeSchema.shape.stage, 'Recorded stage that the model is to foretell; default customer');
  describe(
    outcomeSchema.shape.withinDays,
    'Only what happens within so many days of creation is judged; default: no horizon',
  );
  describe(
    outcomeSchema.shape.landmarkDays,
    'Days after creation at which the score is compared; default 30',
  );
  const { '~standard': _, ...schema } = toJSONSchema(scoringModelSchema, {
    target: 'draft-2020-12',
    metadata: notes,
  });
  return schema;
}
