package org.maslin.server.plumbing.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maslin.core.BadInputException;

final class DataFolderTest {

    private final Path temporary;

    DataFolderTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void defaultPath_withoutXdg_isUnderHome() {
        assertThat(DataFolder.defaultPath(Map.of("HOME", "/home/a b")))
                .isEqualTo(Path.of("/home/a b/.local/share/maslin"));
    }

    @Test
    void defaultPath_withRelativeXdg_ignoresIt() {
        assertThat(DataFolder.defaultPath(Map.of("HOME", "/h", "XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("/h/.local/share/maslin"));
        assertThat(DataFolder.defaultPath(Map.of("HOME", "/h", "XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/data/maslin"));
    }

    @Test
    void open_ofNewFolder_makesItPrivate() throws IOException {
        try (var folder = DataFolder.open(temporary.resolve("with space/data"))) {
            assertThat(permissions(folder.root())).isEqualTo("rwx------");
            assertThat(permissions(folder.blobs())).isEqualTo("rwx------");
            assertThat(permissions(folder.root().resolve("format"))).isEqualTo("rw-------");
            assertThat(folder.root().resolve("format")).hasContent("1");
        }
    }

    @Test
    void open_whileHeldHere_isRefusedWithPid() throws IOException {
        Path path = temporary.resolve("data");
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.isHeldHere()).isTrue();
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            try (var joined = DataFolder.openOrJoin(path)) {
                assertThat(joined.isHeldHere()).isFalse();
            }
        }
        DataFolder.open(path).close();
    }

    @Test
    void join_claimsNothing_andNeedsWhatAServerMade() throws IOException {
        Path path = temporary.resolve("data");
        assertThatThrownBy(() -> DataFolder.join(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the one that the server has made");
        assertThat(path).doesNotExist();
        DataFolder.open(path).close();
        try (var joined = DataFolder.join(path);
                var held = DataFolder.open(path)) {
            assertThat(joined.isHeldHere()).isFalse();
            assertThat(held.isHeldHere()).isTrue();
        }
    }

    @Test
    void open_ofNewerFormat_isRefused() throws IOException {
        Path path = temporary.resolve("data");
        DataFolder.open(path).close();
        Files.writeString(path.resolve("format"), "2\n");

        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("found format 2, expected format 1 or older");
        Files.writeString(path.resolve("format"), "1\n");
        DataFolder.open(path).close();
    }

    @Test
    void open_ofForeignFolder_isRefused() throws IOException {
        Files.writeString(temporary.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> DataFolder.open(temporary))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("letter.txt");
        assertThat(temporary.resolve("lock")).doesNotExist();
    }

    @Test
    void bring_fromOlderFormat_runsEachUpgradeOnce() throws IOException {
        var ran = new ArrayList<Integer>();
        new FolderFormat(1, List.of()).bring(temporary);

        var third = new FolderFormat(3, List.of(upgrade(2, ran), upgrade(1, ran)));
        third.bring(temporary);
        third.bring(temporary);

        assertThat(ran).containsExactly(1, 2);
        assertThat(temporary.resolve("format")).hasContent("3");
    }

    @Test
    void secret_asLongAsTheFolderLives_staysTheSame() throws IOException {
        Path path = temporary.resolve("data");
        byte[] first;
        try (var folder = DataFolder.open(path)) {
            first = folder.secret("audit-signing", 32);
            assertThat(folder.secret("cookie", 32)).isNotEqualTo(first);
        }
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.secret("audit-signing", 32)).isEqualTo(first).hasSize(32);
            assertThat(permissions(path.resolve("keys/audit-signing"))).isEqualTo("rw-------");
            assertThatThrownBy(() -> folder.secret("audit-signing", 16))
                    .hasMessageContaining("found 32 bytes, expected 16 bytes");
            assertThatThrownBy(() -> folder.secret("../x", 16))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static FolderFormat.Upgrade upgrade(int from, List<Integer> ran) {
        return new FolderFormat.Upgrade() {
            @Override
            public int from() {
                return from;
            }

            @Override
            public void apply(Path folder) {
                ran.add(from);
            }
        };
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
