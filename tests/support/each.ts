/** Asks for all of them, some at a time, and gathers what was wrong. */
export async function each<T>(items: readonly T[], of: (item: T) => Promise<string[]>): Promise<string[]> {
  const left = items.values();
  const wrong: string[] = [];
  const worker = async () => {
    for (const item of left) wrong.push(...(await of(item)));
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return wrong;
}
