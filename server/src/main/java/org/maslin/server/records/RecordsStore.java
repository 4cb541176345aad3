package org.maslin.server.records;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of records. */
final class RecordsStore {

    /** A committed entry that has no leaf yet. */
    record Unsequenced(long position, byte[] leaf) {}

    /** An entry with its leaf, as it is exported. */
    record Sequenced(long sequence, byte @Nullable [] leaf, byte[] leafHash) {}

    /** The last signed state of the tree. */
    record StoredCheckpoint(long size, byte[] frontier, String settled, String note) {}

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordsStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void addEdges(UUID organisation, List<Edge> edges) {
        jdbc.sql(
                        """
                        insert into provenance_edges
                            (organisation_id, from_kind, from_id, to_kind, to_id, activity)
                        select :organisation, * from unnest(
                            cast(:fromKinds as text[]), cast(:fromIds as text[]),
                            cast(:toKinds as text[]), cast(:toIds as text[]), cast(:activities as text[]))
                        on conflict do nothing
                        """)
                .param("organisation", organisation)
                .param("fromKinds", edges.stream().map(e -> e.from().kind()).toArray(String[]::new))
                .param("fromIds", edges.stream().map(e -> e.from().id()).toArray(String[]::new))
                .param("toKinds", edges.stream().map(e -> e.to().kind()).toArray(String[]::new))
                .param("toIds", edges.stream().map(e -> e.to().id()).toArray(String[]::new))
                .param("activities", edges.stream().map(Edge::activity).toArray(String[]::new))
                .update();
    }

    List<Edge> edges(List<String> ids, Lineage.Direction direction) {
        String end = direction == Lineage.Direction.DOWN ? "from_id" : "to_id";
        return jdbc.sql(
                        "select from_kind, from_id, to_kind, to_id, activity from provenance_edges"
                                + " where "
                                + end
                                + " = any(:ids) order by from_kind, from_id, to_kind, to_id")
                .param("ids", ids.toArray(String[]::new))
                .query(
                        (row, n) ->
                                new Edge(
                                        new Node(row.getString(1), row.getString(2)),
                                        new Node(row.getString(3), row.getString(4)),
                                        row.getString(5)))
                .list();
    }

    @Nullable String kindOf(String id) {
        return jdbc.sql(
                        """
                        (select from_kind from provenance_edges where from_id = :id limit 1)
                        union all (select to_kind from provenance_edges where to_id = :id limit 1)
                        limit 1
                        """)
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    void addEntry(UUID organisation, AuditEntry entry, byte[] leaf, byte[] salt) {
        jdbc.sql(
                        """
                        with entry as (
                            insert into audit_entries (organisation_id, id, at, actor, action, object, leaf)
                            values (:organisation, :id, :at, :actor, :action, :object, :leaf))
                        insert into audit_details (organisation_id, entry_id, salt, details)
                        select :organisation, :id, :salt, cast(:details as jsonb) where :detailed
                        """)
                .param("organisation", organisation)
                .param("id", entry.id())
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("object", entry.object())
                .param("leaf", leaf)
                .param("salt", salt)
                .param("details", json.writeValueAsString(entry.details()))
                .param("detailed", !entry.details().isEmpty())
                .update();
    }

    /** An entry that is to be stored. */
    record NewEntry(AuditEntry entry, byte[] leaf, byte[] salt) {}

    /** Many entries in one statement. */
    void addEntries(UUID organisation, List<NewEntry> entries) {
        jdbc.sql(
                        """
                        with line as (
                            select * from unnest(cast(:ids as uuid[]), cast(:ats as timestamptz[]), cast(:actors as text[]),
                                cast(:actions as text[]), cast(:objects as text[]), cast(:leaves as bytea[]),
                                cast(:salts as bytea[]), cast(:details as text[]))
                                as line (id, at, actor, action, object, leaf, salt, details)),
                        entry as (
                            insert into audit_entries (organisation_id, id, at, actor, action, object, leaf)
                            select :organisation, id, at, actor, action, object, leaf from line)
                        insert into audit_details (organisation_id, entry_id, salt, details)
                        select :organisation, id, salt, cast(details as jsonb) from line where details <> '{}'
                        """)
                .param("organisation", organisation)
                .param("ids", texts(entries, one -> one.entry().id().toString()))
                .param("ats", texts(entries, one -> one.entry().at().toString()))
                .param("actors", texts(entries, one -> one.entry().actor()))
                .param("actions", texts(entries, one -> one.entry().action()))
                .param("objects", texts(entries, one -> one.entry().object()))
                .param("leaves", entries.stream().map(NewEntry::leaf).toArray(byte[][]::new))
                .param("salts", entries.stream().map(NewEntry::salt).toArray(byte[][]::new))
                .param(
                        "details",
                        texts(entries, one -> json.writeValueAsString(one.entry().details())))
                .update();
    }

    private static String[] texts(List<NewEntry> entries, Function<NewEntry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    List<Map.Entry<Long, AuditEntry>> entries(@Nullable Long before, int atMost) {
        return jdbc.sql(
                        """
                        select e.position, l.sequence, e.id, e.at, e.actor, e.action, e.object,
                            coalesce(d.details, '{}') as details
                        from audit_entries e
                        left join audit_leaves l on l.position = e.position
                        left join audit_details d on d.entry_id = e.id
                        where cast(:before as bigint) is null or e.position < :before
                        order by e.position desc limit :n
                        """)
                .param("before", before)
                .param("n", atMost)
                .query(
                        (row, n) ->
                                Map.entry(
                                        row.getLong("position"),
                                        new AuditEntry(
                                                row.getObject("sequence", Long.class),
                                                row.getObject("id", UUID.class),
                                                row.getTimestamp("at").toInstant(),
                                                row.getString("actor"),
                                                row.getString("action"),
                                                row.getString("object"),
                                                json.readValue(row.getString("details"), DETAILS))))
                .list();
    }

    /** Makes this transaction the only one that gives leaves; false when another one is at it. */
    boolean lockTree() {
        return jdbc.sql("select pg_try_advisory_xact_lock(7166213)").query(Boolean.class).single();
    }

    String horizon() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
    }

    List<Unsequenced> unsequenced(String settled, int atMost) {
        return jdbc.sql(
                        "select entry_position, entry_leaf from audit_unsequenced(cast(:settled as xid8), :n)")
                .param("settled", settled)
                .param("n", atMost)
                .query((row, n) -> new Unsequenced(row.getLong(1), row.getBytes(2)))
                .list();
    }

    void addLeaves(long first, List<Unsequenced> entries, List<byte[]> hashes) {
        jdbc.sql(
                        """
                        insert into audit_leaves (sequence, position, leaf_hash)
                        select :first + n - 1, position, hash
                        from unnest(cast(:positions as bigint[]), cast(:hashes as bytea[]))
                            with ordinality as leaf (position, hash, n)
                        """)
                .param("first", first)
                .param(
                        "positions",
                        entries.stream().map(Unsequenced::position).toArray(Long[]::new))
                .param("hashes", hashes.toArray(byte[][]::new))
                .update();
    }

    void addCheckpoint(StoredCheckpoint checkpoint, Timestamp at) {
        jdbc.sql(
                        """
                        insert into audit_checkpoints (size, frontier, settled, note, at)
                        values (:size, :frontier, cast(:settled as xid8), :note, :at)
                        """)
                .param("size", checkpoint.size())
                .param("frontier", checkpoint.frontier())
                .param("settled", checkpoint.settled())
                .param("note", checkpoint.note())
                .param("at", at)
                .update();
    }

    @Nullable StoredCheckpoint lastCheckpoint() {
        return jdbc.sql(
                        "select size, frontier, settled::text, note from audit_checkpoints order by size desc limit 1")
                .query(
                        (row, n) ->
                                new StoredCheckpoint(
                                        row.getLong(1),
                                        row.getBytes(2),
                                        row.getString(3),
                                        row.getString(4)))
                .optional()
                .orElse(null);
    }

    List<Sequenced> leaves(long after, int atMost) {
        return jdbc.sql(
                        "select leaf_sequence, entry_leaf, entry_leaf_hash from audit_export(:after, :n)")
                .param("after", after)
                .param("n", atMost)
                .query((row, n) -> new Sequenced(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                .list();
    }

    /** The same; entries of other organisations, which this transaction cannot see, are null. */
    List<Sequenced> ownLeaves(long after, int atMost) {
        return jdbc.sql(
                        """
                        select l.sequence, e.leaf, l.leaf_hash
                        from audit_leaves l left join audit_entries e using (position)
                        where l.sequence > :after order by l.sequence limit :n
                        """)
                .param("after", after)
                .param("n", atMost)
                .query((row, n) -> new Sequenced(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                .list();
    }

    List<Unsequenced> ownUnsequenced(String settled, int atMost) {
        return jdbc.sql(
                        """
                        select e.position, e.leaf from audit_entries e
                        where e.xid >= cast(:settled as xid8)
                            and not exists (select 1 from audit_leaves l where l.position = e.position)
                        order by e.position limit :n
                        """)
                .param("settled", settled)
                .param("n", atMost)
                .query((row, n) -> new Unsequenced(row.getLong(1), row.getBytes(2)))
                .list();
    }

    /** Signed notes over tree sizes from {@code from} (without) to {@code to} (with). */
    Map<Long, String> notes(long from, long to) {
        var notes = new HashMap<Long, String>();
        jdbc.sql("select size, note from audit_checkpoints where size > :from and size <= :to")
                .param("from", from)
                .param("to", to)
                .query(
                        (ResultSet row) -> {
                            notes.put(row.getLong(1), row.getString(2));
                        });
        return notes;
    }
}
