/** What can be wrong inside a model, a manifest or a mapping, and what to do about it. */
import type { DocumentProblemCode } from '../../model/document-problem.ts';

/** Documents that a reader or a host can get wrong. */
export const DOCUMENT_EN = {
  model: {
    name: 'The scoring model',
    remedy: 'Mend the model at this place, or load the files without it.',
  },
  manifest: {
    name: 'The manifest of the data set',
    remedy: 'Mend manifest.json in the folder “data”, or load your own files.',
  },
  mapping: {
    name: 'The mapping',
    remedy: 'Mend the mapping at this place, or remove it: the files are then read as they are recognised.',
  },
};
/** The same in German. */
export const DOCUMENT_DE: typeof DOCUMENT_EN = {
  model: {
    name: 'Das Scoring-Modell',
    remedy: 'Berichtigen Sie das Modell an dieser Stelle, oder laden Sie die Dateien ohne es.',
  },
  manifest: {
    name: 'Das Manifest der Daten',
    remedy: 'Berichtigen Sie manifest.json im Ordner „data“, oder laden Sie eigene Dateien.',
  },
  mapping: {
    name: 'Die Zuordnung',
    remedy:
      'Berichtigen Sie die Zuordnung an dieser Stelle, oder entfernen Sie sie: Die Dateien werden dann so gelesen, wie sie erkannt sind.',
  },
};

/** What is wrong at a place of a document. */
export const WRONG_EN: Readonly<Record<DocumentProblemCode, string>> = {
  notJson: 'the text is not JSON',
  tooLarge: 'the document is too large',
  tooDeep: 'it is nested too deeply',
  unknownKey: 'this key does not exist',
  missingKey: 'a key is missing',
  wrongKind: 'the value is of the wrong kind',
  unknownOp: 'this op does not exist',
  unknownValue: 'this value is not one of those that are possible',
  unknownVersion: 'this version is not known',
  unknownZone: 'this time zone does not exist',
  unknownGroup: 'this group is not defined',
  duplicateId: 'this id is used twice',
  outOfRange: 'the number is out of range',
  reversedRange: 'the lower end lies above the upper one',
  tooLong: 'it is too long',
  tooShort: 'it is too short',
  badText: 'the text cannot be used here',
};

/** The same in German. */
export const WRONG_DE: typeof WRONG_EN = {
  notJson: 'der Text ist kein JSON',
  tooLarge: 'das Dokument ist zu groß',
  tooDeep: 'es ist zu tief verschachtelt',
  unknownKey: 'diesen Schlüssel gibt es nicht',
  missingKey: 'ein Schlüssel fehlt',
  wrongKind: 'der Wert ist von der falschen Art',
  unknownOp: 'diesen Operator gibt es nicht',
  unknownValue: 'dieser Wert gehört nicht zu den möglichen',
  unknownVersion: 'diese Version ist unbekannt',
  unknownZone: 'diese Zeitzone gibt es nicht',
  unknownGroup: 'diese Gruppe ist nicht definiert',
  duplicateId: 'diese Id kommt zweimal vor',
  outOfRange: 'die Zahl liegt außerhalb des Möglichen',
  reversedRange: 'das untere Ende liegt über dem oberen',
  tooLong: 'es ist zu lang',
  tooShort: 'es ist zu kurz',
  badText: 'der Text ist hier nicht brauchbar',
};
