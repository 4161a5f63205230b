/** What the fit of the article's weights needs of core. */
export { EVIDENCE_NAMES, evidenceOf } from '../../core/evidence';
export { evaluator } from '../../core/forest';
