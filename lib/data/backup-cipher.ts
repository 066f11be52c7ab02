import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";
import { promisify } from "node:util";
import { Unfit } from "@/lib/data/tables";

/**
 * A file is MAGIC, a byte that says how its key is made, 16 bytes of salt, then chunks of 64 KiB, the last one shorter or as
 * long, each followed by its tag. Every chunk is sealed by AES-256-GCM under its number and whether it is the last, so that
 * chunks cannot be left out, moved or cut off unnoticed. Every file has a key of its own, by its salt.
 */
export const MAGIC = Buffer.from("CTBACKUP1");
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK = 64 * 1024;
/** MAGIC, how the key is made, salt. */
const HEADER_BYTES = MAGIC.length + 1 + SALT_BYTES;
const FROM_KEY = 0;
const FROM_PASSPHRASE = 1;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** BACKUP_KEY as 32 bytes, where it is these in base64; else it is a passphrase. */
function rawKey(given: string): Buffer | null {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(given)) return null;
  return Buffer.from(given, "base64url");
}

async function keyOf(given: string, how: number, salt: Buffer): Promise<Buffer | null> {
  const raw = rawKey(given);
  if (how === FROM_KEY) return raw && Buffer.from(hkdfSync("sha256", raw, salt, "corridor-tracker backup", 32));
  // 64 MiB and a fifth of a second for every guess
  return derive(given, salt, 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 });
}

function nonce(chunk: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(chunk, 5, 6);
  bytes.writeUInt8(last ? 1 : 0, 11);
  return bytes;
}

/** Takes bytes of any length in, hands pieces of `size` on; what is left at the end, at most `size`, goes to `finish`. */
function inPieces(size: number, piece: (bytes: Buffer) => Buffer, finish: (bytes: Buffer) => Buffer): Transform {
  let held: Buffer[] = [];
  let length = 0;
  const attempt = (done: TransformCallback, work: () => void) => {
    try {
      work();
      done();
    } catch (error) {
      done(error as Error);
    }
  };
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      held.push(bytes);
      length += bytes.length;
      // the last piece may be a full one, so one is always held back
      if (length <= size) return done();
      attempt(done, () => {
        let rest: Buffer = Buffer.concat(held);
        for (; rest.length > size; rest = rest.subarray(size)) this.push(piece(rest.subarray(0, size)));
        held = [rest];
        length = rest.length;
      });
    },
    flush(done) {
      attempt(done, () => this.push(finish(Buffer.concat(held))));
    },
  });
}

/** What turns a plain file into a sealed one, and the header that goes before it. */
export async function sealing(given: string): Promise<{ header: Buffer; cipher: Transform }> {
  const how = rawKey(given) ? FROM_KEY : FROM_PASSPHRASE;
  const salt = randomBytes(SALT_BYTES);
  const header = Buffer.concat([MAGIC, Buffer.of(how), salt]);
  const key = (await keyOf(given, how, salt)) as Buffer;
  let chunk = 0;
  const seal = (last: boolean) => (bytes: Buffer) => {
    const cipher = createCipheriv("aes-256-gcm", key, nonce(chunk++, last)).setAAD(header);
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  return { header, cipher: inPieces(CHUNK, seal(false), seal(true)) };
}

/** Length of what has to be read first of a file: enough for MAGIC, or for the header of a sealed file. */
export const START_BYTES = HEADER_BYTES;

/**
 * What turns the rest of a sealed file, after its header, into the plain one.
 * @param header the first START_BYTES of the file
 * @throws Unfit (in the stream) where the key is another, or the file was changed or cut off
 */
export async function unsealing(given: string, header: Buffer): Promise<Transform> {
  const key = await keyOf(given, header[MAGIC.length] ?? FROM_KEY, header.subarray(MAGIC.length + 1));
  if (!key) throw new Unfit("The backup was sealed with 32 bytes in base64, and BACKUP_KEY is something else.");
  let chunk = 0;
  const unseal = (last: boolean) => (bytes: Buffer) => {
    const end = Math.max(0, bytes.length - TAG_BYTES);
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, nonce(chunk, last), { authTagLength: TAG_BYTES })
        .setAAD(header)
        .setAuthTag(bytes.subarray(end));
      chunk++;
      return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]);
    } catch {
      throw new Unfit(
        chunk <= 1
          ? "BACKUP_KEY does not open the backup, or its beginning was changed."
          : "The backup was changed or cut off: its bytes do not fit their seal.",
      );
    }
  };
  return inPieces(CHUNK + TAG_BYTES, unseal(false), unseal(true));
}
