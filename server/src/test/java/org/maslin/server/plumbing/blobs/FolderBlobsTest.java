package org.maslin.server.plumbing.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;

class FolderBlobsTest {

    private static final UUID ADA = new UUID(1, 1);
    private static final UUID BEN = new UUID(2, 2);

    @TempDir private Path folder;

    @Test
    void sameContent_isKeptOnce_andUnderAnotherAddressForAnotherOrganisation() throws Exception {
        Blobs blobs = blobs();
        Blobs.Stored first = blobs.put(ADA, content("bread"), 100);
        assertThat(blobs.put(ADA, content("bread"), 100)).isEqualTo(first);
        assertThat(first.bytes()).isEqualTo(5);
        assertThat(blobs.put(BEN, content("bread"), 100).address()).isNotEqualTo(first.address());
        assertThat(read(blobs, first.address())).isEqualTo("bread");
        assertThat(files()).hasSize(2);
    }

    @Test
    void contentThatIsTooLong_isRefused_andLeavesNothing() {
        Blobs blobs = blobs();
        assertThatThrownBy(() -> blobs.put(ADA, content("bread"), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at most 4 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void sourceThatBreaksOff_leavesNothing() {
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }
                };
        assertThatThrownBy(() -> blobs().put(ADA, broken, 100)).hasMessage("gone");
        assertThat(files()).isEmpty();
    }

    @Test
    void deletedBlob_isNotThere_andAnAddressCannotLeaveTheFolder() throws Exception {
        Blobs blobs = blobs();
        String address = blobs.put(ADA, content("bread"), 100).address();
        blobs.delete(ADA, address);
        blobs.delete(ADA, address);
        assertThatThrownBy(() -> blobs.open(ADA, address)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> blobs.open(ADA, "../" + address))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Blobs blobs() {
        return new FolderBlobs(folder, new byte[32]);
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String read(Blobs blobs, String address) throws IOException {
        try (InputStream in = blobs.open(ADA, address)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private List<Path> files() {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
