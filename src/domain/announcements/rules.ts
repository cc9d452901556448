/** Characters of an announcement: with its heading it fits one message of every messenger. */
export const LONGEST = 3500

/** Stands for a chat's id in a delivery: the community's wall of the messenger. */
export const WALL = 'wall'
