/** How many entries each list on the wall leaves out, so that the type of the rest stays readable; 0 everywhere else. */
import { createContext } from "preact";

export const Fewer = createContext(0);

/** So many texts one question of several shows at most; with none left its title says how many there are. */
export const MOST_BRIEF = 4;
