package org.maslin.security.audit;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.maslin.core.BadInputException;
import org.maslin.core.Sha256;

/** The hash of a leaf, of a node or of a whole Merkle tree (RFC 6962, section 2.1): 32 bytes. */
public final class TreeHash {

    /** The length in bytes. */
    public static final int BYTES = 32;

    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static final TreeHash EMPTY = new TreeHash(Sha256.digest(new byte[0]));

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of a leaf: SHA-256(0x00 ‖ leaf). */
    public static TreeHash ofLeaf(byte[] leaf) {
        MessageDigest digest = Sha256.start();
        digest.update(LEAF);
        return new TreeHash(digest.digest(leaf));
    }

    /** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = Sha256.start();
        digest.update(NODE);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /** The hash with these 32 bytes. */
    public static TreeHash ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "A tree hash has 32 bytes, not %d.".formatted(bytes.length));
        }
        return new TreeHash(bytes.clone());
    }

    /**
     * The hash written as Base64 by {@link #toString}.
     *
     * @throws BadInputException if the text is anything else
     */
    public static TreeHash parse(String base64) {
        try {
            TreeHash hash = ofBytes(Base64.getDecoder().decode(base64));
            if (hash.toString().equals(base64)) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new BadInputException(
                "tree hash", base64, "32 bytes in Base64", "Take the text as it was written.");
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64 with padding. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
