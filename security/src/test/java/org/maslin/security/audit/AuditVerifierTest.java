package org.maslin.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.maslin.security.audit.AuditFinding.Broken;
import org.maslin.security.audit.AuditFinding.Kind;

/** An export of 100 entries with a checkpoint after every ten, changed in every way we know. */
class AuditVerifierTest {

    private static final int ENTRIES = 100;
    private static final SigningKey KEY = SigningKey.ofSecret("maslin.example/audit", new byte[32]);

    private static List<String> exported = List.of();

    private List<String> lines = List.of();

    @BeforeEach
    void copy() {
        lines = new ArrayList<>(exported);
    }

    @BeforeAll
    static void export() throws IOException {
        var frontier = new MerkleFrontier();
        var body = new StringBuilder();
        var out = new AuditExport(body);
        for (int i = 0; i < ENTRIES; i++) {
            frontier.append(leaf(i).hash());
            out.entry(i, leaf(i).bytes(), leaf(i).hash());
            if (frontier.size() % 10 == 0) {
                out.checkpoint(signed(frontier));
            }
        }
        out.pending(leaf(ENTRIES).bytes());
        var header = new StringBuilder();
        new AuditExport(header).header(KEY.verifierKey(), signed(frontier));
        exported = (header.toString() + body).lines().toList();
    }

    @Test
    void verify_asExported_isIntact() throws IOException {
        AuditFinding finding = verify();
        assertThat(finding.intact()).isTrue();
        assertThat(finding.sentence())
                .isEqualTo("All 100 entries are as they were signed; 1 more wait for their place.");
    }

    @Test
    void verify_withSealedEntries_isIntact_andFindsAForgedOne() throws IOException {
        seal(57, leaf(57).hash());
        seal(3, leaf(3).hash());
        assertThat(verify().sentence())
                .isEqualTo(
                        "All 100 entries are as they were signed (2 by their hash alone);"
                                + " 1 more wait for their place.");
        lines = new ArrayList<>(exported);
        seal(57, leaf(3).hash());
        assertThat(((Broken) verify()).kind()).isEqualTo(Kind.FORGED);
    }

    private void seal(int sequence, TreeHash hash) throws IOException {
        var line = new StringBuilder();
        new AuditExport(line).sealed(sequence, hash);
        lines.set(lines.indexOf(entryLine(sequence)), line.toString().strip());
    }

    @Test
    void verify_contentChanged_namesTheEntry() throws IOException {
        change(57, "user/7", "user/8");
        assertBroken(Kind.CHANGED, 57, leaf(57).id());
    }

    @Test
    void verify_storedContentEmptied_namesTheEntry() throws IOException {
        var line = new StringBuilder();
        new AuditExport(line).entry(57, new byte[0], leaf(57).hash());
        lines.set(lines.indexOf(entryLine(57)), line.toString().strip());
        assertBroken(Kind.CHANGED, 57, null);
    }

    @Test
    void verify_hashChanged_namesTheEntry() throws IOException {
        change(57, leaf(57).hash().toString(), leaf(3).hash().toString());
        assertBroken(Kind.CHANGED, 57, leaf(57).id());
    }

    @Test
    void verify_contentAndHashChanged_namesTheRangeBetweenCheckpoints() throws IOException {
        forge(57);
        Broken broken = (Broken) verify();
        assertThat(broken.kind()).isEqualTo(Kind.FORGED);
        assertThat(broken.first()).isEqualTo(50);
        assertThat(broken.last()).isEqualTo(59);
        assertThat(broken.isExact()).isFalse();
    }

    @Test
    void verify_checkpointAfterEveryEntry_namesTheForgedOneExactly() throws IOException {
        var frontier = new MerkleFrontier();
        for (int i = 0; i < ENTRIES; i++) {
            frontier.append(leaf(i).hash());
            int at = lines.indexOf(entryLine(i));
            if (frontier.size() % 10 != 0) {
                lines.add(at + 1, new AuditLine.Signed(signed(frontier)).json());
            }
        }
        assertThat(verify().intact()).isTrue();
        forge(57);
        assertBroken(Kind.FORGED, 57, null);
    }

    @Test
    void verify_lineDropped_namesTheMissingEntry() throws IOException {
        lines.remove(entryLine(57));
        assertBroken(Kind.MISSING, 57, null);
    }

    @Test
    void verify_lineBeforeCheckpointDropped_namesTheMissingEntry() throws IOException {
        lines.remove(entryLine(59));
        assertBroken(Kind.MISSING, 59, null);
    }

    @Test
    void verify_lineDroppedAndRestRenumbered_namesTheRange() throws IOException {
        lines.remove(entryLine(57));
        for (int i = 58; i < ENTRIES; i++) {
            int at = lines.indexOf(entryLine(i));
            lines.set(at, entryLine(i).replace("\"sequence\":" + i, "\"sequence\":" + (i - 1)));
        }
        Broken broken = (Broken) verify();
        assertThat(broken.kind()).isEqualTo(Kind.FORGED);
        assertThat(broken.first()).isEqualTo(50);
        assertThat(broken.last()).isEqualTo(59);
    }

    @Test
    void verify_lineDoubled_namesTheEntry() throws IOException {
        lines.add(lines.indexOf(entryLine(57)), entryLine(57));
        assertBroken(Kind.DOUBLED, 57, leaf(57).id());
    }

    @Test
    void verify_linesSwapped_namesTheFirstThatMoved() throws IOException {
        Collections.swap(lines, lines.indexOf(entryLine(57)), lines.indexOf(entryLine(58)));
        assertBroken(Kind.MOVED, 57, leaf(57).id());
    }

    @Test
    void verify_lineMovedFarAway_namesIt() throws IOException {
        lines.remove(entryLine(12));
        lines.add(lines.indexOf(entryLine(90)), entryLine(12));
        assertBroken(Kind.MOVED, 12, leaf(12).id());
    }

    @Test
    void verify_fileCut_namesTheFirstEntryThatIsGone() throws IOException {
        lines = lines.subList(0, lines.indexOf(entryLine(57)));
        assertBroken(Kind.TRUNCATED, 57, null);
    }

    @Test
    void verify_fileCutWithinALine_namesTheEntry() throws IOException {
        int at = lines.indexOf(entryLine(57));
        lines = new ArrayList<>(lines.subList(0, at + 1));
        lines.set(at, lines.get(at).substring(0, 40));
        assertBroken(Kind.UNREADABLE, 57, null);
    }

    @Test
    void verify_emptyFile_isUnreadable() throws IOException {
        lines = List.of();
        assertBroken(Kind.UNREADABLE, 0, null);
    }

    @Test
    void verify_withAnotherKey_saysSo() throws IOException {
        var other = SigningKey.ofSecret("maslin.example/audit", leaf(1).hash().toBytes());
        var broken = (Broken) new AuditVerifier(other.verifierKey()).verify(stream());
        assertThat(broken.kind()).isEqualTo(Kind.WRONG_KEY);
    }

    @Test
    void verify_logSignedAnewByAnotherKey_saysSo() throws IOException {
        var other = SigningKey.ofSecret("maslin.example/audit", leaf(1).hash().toBytes());
        var note = new Checkpoint("maslin.example/audit", 0, TreeHash.EMPTY).sign(other);
        lines = List.of(new AuditLine.Header(KEY.verifierKey().toString(), note).json());
        assertBroken(Kind.WRONG_KEY, 0, null);
    }

    @Test
    void verify_checkpointChanged_saysSo() throws IOException {
        lines.replaceAll(line -> line.replace("audit\\n60\\n", "audit\\n61\\n"));
        assertBroken(Kind.WRONG_SIGNATURE, 60, null);
    }

    @Test
    void verify_anyByteOfTheSignedPartChanged_isFound() throws IOException {
        byte[] whole = text().getBytes(StandardCharsets.UTF_8);
        int signed = text().indexOf("{\"pending\"");
        for (int i = 0; i < signed; i += 397) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << (i % 7));
            AuditFinding finding =
                    new AuditVerifier(KEY.verifierKey()).verify(new ByteArrayInputStream(changed));
            assertThat(finding.intact()).as("byte %d of %s", i, text()).isFalse();
        }
    }

    @Test
    void verify_anyLineFeedChangedToAReturn_isFound() throws IOException {
        String changed = text().replaceFirst("\n", "\r");
        var finding =
                new AuditVerifier(KEY.verifierKey())
                        .verify(new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8)));
        assertThat(finding.intact()).isFalse();
    }

    @Test
    void verify_entryAndCheckpointSwapped_namesTheEntry() throws IOException {
        int at = lines.indexOf(entryLine(59));
        Collections.swap(lines, at, at + 1);
        assertBroken(Kind.MOVED, 59, leaf(59).id());
    }

    private void assertBroken(Kind kind, long sequence, @Nullable UUID id) throws IOException {
        AuditFinding finding = verify();
        assertThat(finding).isInstanceOf(Broken.class);
        var broken = (Broken) finding;
        assertThat(broken.kind()).as(broken.sentence()).isEqualTo(kind);
        assertThat(broken.first()).isEqualTo(sequence);
        assertThat(broken.isExact()).isTrue();
        assertThat(broken.id()).isEqualTo(id);
    }

    private void change(int entry, String from, String to) {
        int at = lines.indexOf(entryLine(entry));
        lines.set(at, lines.get(at).replace(from, to));
    }

    private void forge(int entry) {
        var other = leaf(entry + 1000);
        String line =
                new AuditLine.Entry(entry, AuditLeaf.FORMAT, other.json(), other.hash()).json();
        lines.set(lines.indexOf(entryLine(entry)), line);
    }

    private AuditFinding verify() throws IOException {
        return new AuditVerifier(KEY.verifierKey()).verify(stream());
    }

    private ByteArrayInputStream stream() {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String entryLine(int i) {
        AuditLeaf leaf = leaf(i);
        return new AuditLine.Entry(i, AuditLeaf.FORMAT, leaf.json(), leaf.hash()).json();
    }

    private static SignedNote signed(MerkleFrontier frontier) {
        return new Checkpoint("maslin.example/audit", frontier.size(), frontier.root()).sign(KEY);
    }

    private static AuditLeaf leaf(int i) {
        return new AuditLeaf(
                new UUID(4, i),
                i,
                new UUID(0, 2),
                "user/7",
                "read",
                "sample/" + i,
                new TreeMap<>());
    }
}
