package org.maslin.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;
import org.maslin.core.Progress;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import org.maslin.server.TestServer;
import org.maslin.server.plumbing.db.Foundation;
import org.maslin.server.plumbing.db.OutsidePostgres;
import org.maslin.server.plumbing.http.Json;
import org.maslin.server.records.AuditLog;
import tools.jackson.databind.JsonNode;

class BackupIT {

    private final Labeling labeling = new Labeling();
    private final Foundation foundation = labeling.server().foundation();

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "backup ");
    }

    private Path passphrase(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "pass", ".txt"), text + "\n");
    }

    private BackupSummary restore(Path file, Path data) throws IOException {
        return Restore.read(file, data, null, null, Progress.NONE);
    }

    /** Answers go on while the backup is written; each acknowledged before it began is in it. */
    @Test
    void backupUnderLoad_holdsWhatWasAcknowledged_andRestoresWithItsAuditLog() throws Exception {
        String project = labeling.choice(1, 400);
        List<String> before = new ArrayList<>();
        TestClient ada = labeling.annotator("ada");
        for (int i = 0; i < 20; i++) {
            before.add(answer(ada, project));
        }
        List<String> during = new CopyOnWriteArrayList<>();
        var stop = new AtomicBoolean();
        TestClient ben = labeling.annotator("ben");
        Thread load =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!stop.get()) {
                                        during.add(answer(ben, project));
                                    }
                                });
        Path file = folder.resolve("all.backup");
        BackupSummary saved = Backup.write(foundation, file, null, Progress.NONE);
        stop.set(true);
        load.join();
        assertThat(during).isNotEmpty();

        Path data = folder.resolve("restored");
        assertThat(restore(file, data)).isEqualTo(saved);
        assertThat(folder.resolve(".restored.restoring")).doesNotExist();
        try (TestServer server = TestServer.open(data)) {
            List<String> there =
                    server.rows(
                            "select task_id from annotations where project_id = '" + project + "'");
            assertThat(there).containsAll(before);
            assertThat(during)
                    .containsAll(there.stream().filter(t -> !before.contains(t)).toList());
            var verification = server.facade(AuditLog.class).verify();
            assertThat(verification.verified()).isTrue();
            assertThat(verification.entries()).isGreaterThanOrEqualTo(saved.auditSize());
            assertThat(
                            server.rows(
                                    "select note from audit_checkpoints where size = "
                                            + saved.auditSize()))
                    .containsExactly(saved.auditNote());
            TestClient again = server.known(ada);
            Labeling.submit(again, Labeling.next(again, project), "rye");
            AuditLog log = server.facade(AuditLog.class);
            for (int looks = 0; log.verify().pending() > 0 && looks < 50; looks++) {
                Thread.sleep(100);
            }
            assertThat(log.verify().pending()).isZero();
            assertThat(log.verify().verified()).isTrue();
        }
    }

    private static String answer(TestClient annotator, String project) {
        JsonNode work = Labeling.next(annotator, project);
        Labeling.submit(annotator, work, "rye");
        return work.path("taskId").asString();
    }

    /** A backup of the restored folder has the tables of the first one, byte for byte. */
    @Test
    void restoredTables_areTheSame_byteForByte() throws Exception {
        labeling.choice(1, 10);
        Path first = folder.resolve("first.backup");
        Path passphrase = passphrase("correct horse battery");
        BackupSummary saved = Backup.write(foundation, first, passphrase, Progress.NONE);
        Path data = Files.createDirectory(folder.resolve("empty"));
        BackupSummary restored = Restore.read(first, data, passphrase, null, Progress.NONE);
        assertThat(restored).isEqualTo(saved);
        Path second = folder.resolve("second.backup");
        try (Foundation there = Foundation.open(data, null)) {
            Backup.write(there, second, null, Progress.NONE);
        }
        var one = closing(first, Passphrase.in(passphrase));
        var other = closing(second, null);
        assertThat(other.files()).isEqualTo(one.files());
        assertThat(other.filesDigest()).isEqualTo(one.filesDigest());
        for (String table : one.tables().keySet()) {
            if (!table.startsWith("audit_leaves") && !table.startsWith("audit_checkpoints")) {
                assertThat(other.tables().get(table)).as(table).isEqualTo(one.tables().get(table));
            }
        }
        assertThat(one.tables()).containsKey("samples");
        assertThat(one.rows()).isPositive();
    }

    private static Closing closing(Path file, @Nullable Passphrase key) throws IOException {
        try (var in = Files.newInputStream(file);
                var archive = new ArchiveReader(Passphrase.open(in, key))) {
            while (!ArchiveWriter.CLOSING.equals(archive.name())) {
                archive.next();
            }
            return Json.mapper().readValue(archive.take(ArchiveWriter.CLOSING), Closing.class);
        }
    }

    @Test
    void brokenBackups_leaveNothingBehind() throws IOException {
        Path file = folder.resolve("whole.backup");
        Backup.write(foundation, file, null, Progress.NONE);
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        Path edited = Files.write(folder.resolve("edited"), changed);
        for (Path broken : List.of(cut, edited)) {
            assertThatThrownBy(() -> restore(broken, folder.resolve("new")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("expected a whole backup");
            assertThat(folder.resolve("new")).doesNotExist();
            assertThat(folder.resolve(".new.restoring")).doesNotExist();
        }
    }

    @Test
    void sealedBackups_wantTheirPassphrase_andNoticeAnEditedByte() throws IOException {
        Path file = folder.resolve("sealed.backup");
        Backup.write(foundation, file, passphrase("correct horse battery"), Progress.NONE);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .startsWith("maslin-backup 1 argon2id ");
        Path data = folder.resolve("new");
        assertThatThrownBy(() -> restore(file, data)).hasMessageContaining("a sealed one");
        assertThatThrownBy(
                        () ->
                                Restore.read(
                                        file,
                                        data,
                                        passphrase("wrong horse battery"),
                                        null,
                                        Progress.NONE))
                .hasMessageContaining("does not open the backup");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 100] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(
                        () ->
                                Restore.read(
                                        file,
                                        data,
                                        passphrase("correct horse battery"),
                                        null,
                                        Progress.NONE))
                .isInstanceOf(BadInputException.class)
                // Where in the stream the byte is decides which of the two is noticed first.
                .hasMessageMatching("(?s).*(does not open the backup|cut short or changed).*");
        assertThat(data).doesNotExist();
        Path shortOne = passphrase("short");
        assertThatThrownBy(() -> Passphrase.in(shortOne)).hasMessageContaining("5 characters");
    }

    @Test
    void folderInUse_isRefused_andLeftoversOfAKilledRestoreAreCleared() throws IOException {
        Path file = folder.resolve("small.backup");
        Backup.write(foundation, file, null, Progress.NONE);
        assertThatThrownBy(() -> Backup.write(foundation, file, null, Progress.NONE))
                .isInstanceOf(BadInputException.class);
        Path used = Files.createDirectory(folder.resolve("used"));
        Files.writeString(used.resolve("mine.txt"), "kept");
        assertThatThrownBy(() -> restore(file, used)).hasMessageContaining("something there");
        assertThat(used.resolve("mine.txt")).hasContent("kept");
        Path left = Files.createDirectories(folder.resolve(".fresh.restoring"));
        Files.writeString(left.resolve("format"), "1\n");
        Files.createDirectories(left.resolve("postgres/cluster.new"));
        restore(file, folder.resolve("fresh"));
        assertThat(folder.resolve("fresh/format")).exists();
        assertThat(left).doesNotExist();
    }

    /** Into a PostgreSQL that somebody else runs; what else that holds stays as it is. */
    @Test
    void restoreIntoAnOutsideDatabase_holdsTheSame_andServes() throws Exception {
        String project = labeling.choice(1, 30);
        TestClient ada = labeling.annotator("ada");
        String answered = answer(ada, project);
        Path file = folder.resolve("all.backup");
        BackupSummary saved = Backup.write(foundation, file, null, Progress.NONE);
        try (var outside = OutsidePostgres.start(folder.resolve("outside"))) {
            byte[] whole = Files.readAllBytes(file);
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
            String half = outside.database("half");
            assertThatThrownBy(
                            () -> Restore.read(cut, folder.resolve("a"), null, half, Progress.NONE))
                    .hasMessageContaining("expected a whole backup");
            assertThat(folder.resolve("a")).doesNotExist();
            assertThatThrownBy(
                            () ->
                                    Restore.read(
                                            file, folder.resolve("a"), null, half, Progress.NONE))
                    .hasMessageContaining("keys/postgres-rw");
            outside.forgetRoles();
            assertThatThrownBy(
                            () ->
                                    Restore.read(
                                            file, folder.resolve("a"), null, half, Progress.NONE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("an empty database");
            String url = outside.database("maslin_again");
            Path data = folder.resolve("restored");
            outside.forgetRoles();
            assertThat(Restore.read(file, data, null, url, Progress.NONE)).isEqualTo(saved);
            try (TestServer server = TestServer.open(data, url)) {
                assertThat(
                                server.rows(
                                        "select task_id from annotations where project_id = '"
                                                + project
                                                + "'"))
                        .containsExactly(answered);
                assertThat(server.facade(AuditLog.class).verify().verified()).isTrue();
                TestClient again = server.known(ada);
                Labeling.submit(again, Labeling.next(again, project), "rye");
            }
        }
    }
}
