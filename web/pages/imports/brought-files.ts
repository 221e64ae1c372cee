/** The files that were brought since the page was opened: to read one in another way it is sent again. */
const files = new Map<string, File>();

export const keepFile = (id: string, file: File): void => void files.set(id, file);
export const fileOf = (id: string): File | undefined => files.get(id);
