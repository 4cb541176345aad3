package org.maslin.server.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.SealedStreams;

/**
 * Seals backups under a passphrase. One line in the open says how its key is made (Argon2id, RFC
 * 9106, with 64 MiB and three passes); the sealed stream behind it is bound to that line.
 */
final class Passphrase {

    private static final int MEMORY_KIB = 65_536;
    private static final int PASSES = 3;
    private static final int SALT_BYTES = 16;
    private static final int SHORTEST = 8;
    private static final int LONGEST_LINE = 200;
    private static final String MARK = "maslin-backup";
    private static final Pattern LINE =
            Pattern.compile(
                    MARK
                            + " 1 argon2id memory=([0-9]{1,7}) passes=([0-9]{1,2}) salt=([0-9a-f]{32})\n");

    private final byte[] text;

    private Passphrase(byte[] text) {
        this.text = text;
    }

    /** The first line of a file. */
    static Passphrase in(Path file) throws IOException {
        String line = Files.readString(file).lines().findFirst().orElse("");
        if (line.length() < SHORTEST) {
            throw new BadInputException(
                    file.toString(),
                    "a passphrase of %d characters".formatted(line.length()),
                    "at least %d in its first line".formatted(SHORTEST),
                    "Six words drawn by dice make a good one.");
        }
        return new Passphrase(line.getBytes(StandardCharsets.UTF_8));
    }

    OutputStream seal(OutputStream out, SecureRandom random) throws IOException {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] line =
                "%s 1 argon2id memory=%d passes=%d salt=%s\n"
                        .formatted(MARK, MEMORY_KIB, PASSES, HexFormat.of().formatHex(salt))
                        .getBytes(StandardCharsets.US_ASCII);
        out.write(line);
        return SealedStreams.seal(out, key(MEMORY_KIB, PASSES, salt), line);
    }

    /**
     * The archive in a backup, sealed or not.
     *
     * @throws BadInputException if a passphrase is wrong, missing or not needed
     */
    static InputStream open(InputStream file, @Nullable Passphrase passphrase) throws IOException {
        var in = new BufferedInputStream(file, 1 << 16);
        in.mark(MARK.length());
        boolean sealed =
                new String(in.readNBytes(MARK.length()), StandardCharsets.US_ASCII).equals(MARK);
        in.reset();
        if (!sealed) {
            return in;
        }
        if (passphrase == null) {
            throw new BadInputException(
                    "backup",
                    "a sealed one",
                    "its passphrase",
                    "Give --passphrase-file FILE with the passphrase in its first line.");
        }
        return passphrase.unseal(in);
    }

    private InputStream unseal(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && line.size() < LONGEST_LINE; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        Matcher header = LINE.matcher(line.toString(StandardCharsets.US_ASCII));
        if (!header.matches()
                || Integer.parseInt(header.group(1)) > 1 << 20
                || Integer.parseInt(header.group(1)) < 8
                || Integer.parseInt(header.group(2)) < 1) {
            throw ArchiveReader.broken("a first line of another kind");
        }
        byte[] key =
                key(
                        Integer.parseInt(header.group(1)),
                        Integer.parseInt(header.group(2)),
                        HexFormat.of().parseHex(header.group(3)));
        var opened =
                new BufferedInputStream(SealedStreams.open(in, key, line.toByteArray()), 1 << 16);
        opened.mark(1);
        try {
            opened.read();
        } catch (IOException wrong) {
            throw new BadInputException(
                    "passphrase",
                    "one that does not open the backup",
                    "the one that it was sealed with",
                    "Check the file; if the passphrase is right, the backup's beginning was changed.");
        }
        opened.reset();
        return opened;
    }

    private byte[] key(int memoryKib, int passes, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        var key = new byte[SealedStreams.KEY_BYTES];
        generator.generateBytes(text, key);
        return key;
    }
}
