import { own } from '../circular';

export const early = own + 1;
