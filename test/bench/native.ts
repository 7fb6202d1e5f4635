/** Program of one native load: order file, answer file. */
import { carryOut } from './native-load.ts';

const [orderFile, answerFile] = process.argv.slice(2);
if (orderFile === undefined || answerFile === undefined)
  throw new Error('An order and an answer file are needed');
await carryOut(orderFile, answerFile);
