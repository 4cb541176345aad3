package org.maslin.curate.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.maslin.curate.Stage;
import org.maslin.curate.text.Tokenizer;

/**
 * Near-duplicates by MinHash and locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998).
 * Two texts are linked if in one of the buckets all values agree, which at a Jaccard similarity s
 * of their word n-grams happens with probability 1 - (1 - s^r)^b. A text with fewer than n words is
 * never a duplicate.
 *
 * @param nGrams n, words in a shingle
 * @param numBuckets b, how many groups of values
 * @param hashesPerBucket r, values in a group
 */
public record MinhashDedup(
        int nGrams, int numBuckets, int hashesPerBucket, Survivor survivor, Tokenizer tokenizer)
        implements Stage.Match {

    /** The values of datatrove and FineWeb: half of all pairs at a similarity of 0.72. */
    public static final MinhashDedup DEFAULT =
            new MinhashDedup(5, 14, 8, Survivor.MIN_ID, Tokenizer.WHITESPACE);

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    public MinhashDedup {
        if (nGrams < 1 || numBuckets < 1 || hashesPerBucket < 1) {
            throw new IllegalArgumentException(
                    "n-grams (%d), num-buckets (%d) and hashes-per-bucket (%d) must be at least 1."
                            .formatted(nGrams, numBuckets, hashesPerBucket));
        }
    }

    @Override
    public String name() {
        return "minhash-dedup";
    }

    @Override
    public String reason() {
        return "near-duplicate";
    }

    @Override
    public int keyCount() {
        return numBuckets;
    }

    @Override
    public Keyer keyer() {
        var minHash = new MinHash(numBuckets * hashesPerBucket);
        var shingles = new Shingles(nGrams, tokenizer);
        var signature = new long[minHash.hashes()];
        var bucket = new byte[hashesPerBucket * Long.BYTES];
        return (text, keys) -> {
            int count = shingles.read(text);
            if (count == 0) {
                return false;
            }
            minHash.signature(shingles.hashes(), count, signature);
            for (int k = 0; k < numBuckets; k++) {
                for (int j = 0; j < hashesPerBucket; j++) {
                    LONG.set(bucket, j * Long.BYTES, signature[k * hashesPerBucket + j]);
                }
                keys[2 * k] = XxHash64.hash(bucket, 0, bucket.length, 0);
                keys[2 * k + 1] = XxHash64.hash(bucket, 0, bucket.length, 1);
            }
            return true;
        };
    }
}
