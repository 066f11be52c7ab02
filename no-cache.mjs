// Next's own page cache is switched off: the publisher keeps the pages, and two caches are one race too many.
export default class NoCache {
  async get() {
    return null;
  }
  async set() {}
  async revalidateTag() {}
  resetRequestCache() {}
}
