import type { Paint } from './surroundings';

/**
 * The z-index of the boxes on text painted so. The host stands first in the tree, so that 0 is above what is in flow and
 * below what the page positioned: where no background lies between, the shade shows through from there and nothing that
 * floats can be covered. One more than the text's own z-index is above the text, whatever it lies on, and below all that
 * floats higher; what floats at the same level is cut out (see Occluders).
 * @param over the boxes have to be above the text, as a veil has
 */
export const layerOf = (paint: Paint, over: boolean): number => (paint.layered && (paint.filled || over) ? paint.z + 1 : 0);
