package org.maslin.server.plumbing.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

/** What every place for blobs holds to. */
abstract class BlobsContract {

    static final UUID ADA = new UUID(1, 1);
    static final UUID BEN = new UUID(2, 2);

    abstract Blobs blobs();

    /** How many blobs, whole or not, are kept in all. */
    abstract int kept() throws Exception;

    @Test
    void sameContent_isKeptOnce_andUnderAnotherAddressForAnotherOrganisation() throws Exception {
        int before = kept();
        String text = "bread " + UUID.randomUUID();
        Blobs.Stored first = blobs().put(ADA, content(text), 100);
        assertThat(blobs().put(ADA, content(text), 100)).isEqualTo(first);
        assertThat(first.bytes()).isEqualTo(text.length());
        Blobs.Stored other = blobs().put(BEN, content(text), 100);
        assertThat(other.address()).isNotEqualTo(first.address());
        assertThat(read(ADA, first.address())).isEqualTo(text);
        assertThatThrownBy(() -> blobs().open(BEN, first.address()))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(kept()).isEqualTo(before + 2);
    }

    @Test
    void contentOfAnyLength_comesBackAsItWas() throws Exception {
        for (int length : new int[] {0, 1, 65_536, 3_000_001}) {
            var bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            Blobs.Stored stored = blobs().put(ADA, new ByteArrayInputStream(bytes), length);
            assertThat(stored.bytes()).isEqualTo(length);
            try (InputStream in = blobs().open(ADA, stored.address())) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void content_isReadFromAnyByteOn() throws Exception {
        String address = blobs().put(ADA, content("rye and wheat"), 100).address();
        for (int from : new int[] {0, 1, 8, 12, 13}) {
            try (InputStream in = blobs().open(ADA, address, from)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("rye and wheat".substring(from));
            } catch (IOException behindTheEnd) {
                assertThat(from).isEqualTo(13);
            }
        }
    }

    @Test
    void contentThatIsTooLong_isRefused_andLeavesNothing() throws Exception {
        int before = kept();
        assertThatThrownBy(() -> blobs().put(ADA, content("bread"), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at most 4 bytes");
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void sourceThatBreaksOff_leavesNothing() throws Exception {
        int before = kept();
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }
                };
        assertThatThrownBy(() -> blobs().put(ADA, broken, 100)).hasMessage("gone");
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void deletedBlob_isNotThere_andAnAddressIsAHash() throws Exception {
        String address = blobs().put(ADA, content("gone " + UUID.randomUUID()), 100).address();
        blobs().delete(ADA, address);
        blobs().delete(ADA, address);
        assertThatThrownBy(() -> blobs().open(ADA, address))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> blobs().open(ADA, "../" + address))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(UUID organisation, String address) throws IOException {
        try (InputStream in = blobs().open(organisation, address)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
