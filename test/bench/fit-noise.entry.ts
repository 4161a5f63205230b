/** What the fit of the weights for lines needs of core. */
export { evaluator } from '../../core/forest';
export { LINE_NAMES, lineEvidence } from './line-noise';
