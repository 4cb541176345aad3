package org.maslin.server.samples;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Split;
import org.maslin.server.plumbing.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of samples. */
final class SampleStore {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SampleStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Adds those whose key the project does not have; returns their ids. They are to be counted.
     */
    List<UUID> add(UUID organisation, UUID project, List<SampleFlow.Row> rows, Instant at) {
        return jdbc.sql(
                        """
                        insert into samples (organisation_id, project_id, created_at, id, key, split, origin, content,
                            content_hash, metadata, subject, purpose, consent, licence, location)
                        select :organisation, :project, :at, id, key, split, origin, cast(content as jsonb), hash,
                            cast(metadata as jsonb), subject, purpose, consent, licence, location
                        from unnest(cast(:ids as uuid[]), cast(:keys as text[]), cast(:splits as text[]),
                            cast(:origins as text[]), cast(:contents as text[]), cast(:hashes as bytea[]),
                            cast(:metadata as text[]), cast(:subjects as text[]), cast(:purposes as text[]),
                            cast(:consents as text[]), cast(:licences as text[]), cast(:locations as text[]))
                            as line (id, key, split, origin, content, hash, metadata, subject, purpose, consent,
                                licence, location)
                        on conflict (organisation_id, project_id, key) do nothing
                        returning id
                        """)
                .param("organisation", organisation)
                .param("project", project)
                .param("at", Timestamp.from(at))
                .param("ids", texts(rows, row -> row.id().toString()))
                .param("keys", texts(rows, SampleFlow.Row::key))
                .param("splits", texts(rows, row -> row.split().toString()))
                .param("origins", texts(rows, row -> Json.word(row.sample().originOrHuman())))
                .param("contents", texts(rows, SampleFlow.Row::content))
                .param(
                        "hashes",
                        rows.stream().map(SampleFlow.Row::contentHash).toArray(byte[][]::new))
                .param("metadata", texts(rows, SampleFlow.Row::metadata))
                .param("subjects", texts(rows, row -> row.sample().subject()))
                .param("purposes", texts(rows, row -> row.sample().purpose()))
                .param("consents", texts(rows, row -> row.sample().consent()))
                .param("licences", texts(rows, row -> row.sample().licence()))
                .param("locations", texts(rows, row -> row.sample().location()))
                .query(UUID.class)
                .list();
    }

    /** The next samples of a project by key, as far as a copy of them needs. */
    List<SampleReference> next(UUID project, String after, int atMost) {
        return jdbc.sql(
                        """
                        select id, key, coalesce(jsonb_array_length(content -> 'candidates'), 0) from samples
                        where project_id = :project and key > :after and deleted_at is null order by key limit :n
                        """)
                .param("project", project)
                .param("after", after)
                .param("n", atMost)
                .query(
                        (row, n) ->
                                new SampleReference(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getInt(3)))
                .list();
    }

    /**
     * Copies samples into another project, each under a new id, with the files that they show;
     * returns the new ids of those whose key was free there.
     */
    List<UUID> copy(UUID to, List<UUID> from, List<UUID> ids, Instant at) {
        return jdbc.sql(
                        """
                        with made as (
                            insert into samples (organisation_id, id, project_id, key, split, origin, content, content_hash,
                                metadata, subject, purpose, consent, licence, location, created_at)
                            select s.organisation_id, line.id, :to, s.key, s.split, s.origin, s.content, s.content_hash,
                                s.metadata, s.subject, s.purpose, s.consent, s.licence, s.location, :at
                            from unnest(cast(:from as uuid[]), cast(:ids as uuid[])) as line (origin, id)
                            join samples s on s.id = line.origin
                            on conflict do nothing
                            returning organisation_id, id),
                        shown as (
                            insert into sample_blobs (organisation_id, sample_id, blob)
                            select f.organisation_id, made.id, f.blob
                            from made
                            join unnest(cast(:from as uuid[]), cast(:ids as uuid[])) as line (origin, id)
                                on line.id = made.id
                            join sample_blobs f on f.sample_id = line.origin
                            on conflict do nothing)
                        select id from made
                        """)
                .param("to", to)
                .param("from", from.stream().map(UUID::toString).toArray(String[]::new))
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .list();
    }

    void count(UUID organisation, UUID project, UUID user, int more) {
        jdbc.sql("select cast(count_samples(:organisation, :project, :user, :more) as text)")
                .param("organisation", organisation)
                .param("project", project)
                .param("user", user)
                .param("more", more)
                .query(String.class)
                .optional();
    }

    List<Sample> list(UUID project, SampleQuery query, @Nullable String after, int atMost) {
        return jdbc.sql(
                        """
                        select id, project_id, key, split, origin, created_at from samples
                        where project_id = :project and key > :after and deleted_at is null
                            and (cast(:prefix as text) is null or starts_with(key, :prefix))
                            and (cast(:origin as text) is null or origin = :origin)
                            and (cast(:split as text) is null or split = :split)
                            and (cast(:subject as text) is null or subject = :subject)
                            and (cast(:from as timestamptz) is null or created_at >= :from)
                            and (cast(:before as timestamptz) is null or created_at < :before)
                        order by key limit :n
                        """)
                .param("prefix", query.keyPrefix())
                .param("origin", query.origin() == null ? null : Json.word(query.origin()))
                .param("split", query.split() == null ? null : query.split().toString())
                .param("subject", query.subject())
                .param("from", time(query.createdFrom()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("before", time(query.createdBefore()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("project", project)
                .param("after", after == null ? "" : after)
                .param("n", atMost)
                .query((row, n) -> sample(row, null, null))
                .list();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** Changes what is said of these samples. */
    void change(List<UUID> ids, SampleChange change) {
        jdbc.sql(
                        """
                        update samples set metadata = coalesce(cast(:metadata as jsonb), metadata),
                            subject = coalesce(:subject, subject), purpose = coalesce(:purpose, purpose),
                            consent = coalesce(:consent, consent), licence = coalesce(:licence, licence),
                            location = coalesce(:location, location)
                        where id = any(cast(:ids as uuid[])) and deleted_at is null
                        """)
                .param(
                        "metadata",
                        change.metadata() == null
                                ? null
                                : json.writeValueAsString(change.metadata()))
                .param("subject", change.subject())
                .param("purpose", change.purpose())
                .param("consent", change.consent())
                .param("licence", change.licence())
                .param("location", change.location())
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /** Their keys are free from now on. */
    void delete(UUID organisation, UUID project, UUID user, List<UUID> ids, Instant at) {
        jdbc.sql(
                        """
                        with deleted as (
                            update samples set deleted_at = :at, key = 'deleted/' || id
                            where id = any(cast(:ids as uuid[])) and deleted_at is null returning id)
                        select count_samples(:organisation, :project, :user, - count(*)) from deleted
                        """)
                .param("at", Timestamp.from(at))
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .param("organisation", organisation)
                .param("project", project)
                .param("user", user)
                .query((row, n) -> true)
                .single();
    }

    void purge(Instant before) {
        jdbc.sql(
                        """
                        with gone as (delete from samples where deleted_at < :before returning id),
                        predicted as (delete from predictions where sample_id in (select id from gone))
                        delete from sample_blobs where sample_id in (select id from gone)
                        """)
                .param("before", Timestamp.from(before))
                .update();
    }

    @Nullable Sample get(UUID id) {
        return jdbc.sql(
                        """
                        select id, project_id, key, split, origin, created_at, content, metadata from samples
                        where id = :id and deleted_at is null
                        """)
                .param("id", id)
                .query(
                        (row, n) ->
                                sample(
                                        row,
                                        json.readValue(row.getString("content"), Content.class),
                                        json.readValue(row.getString("metadata"), FIELDS)))
                .optional()
                .orElse(null);
    }

    List<SampleReference> references(UUID project, List<String> keys) {
        return jdbc.sql(
                        """
                        select id, key, coalesce(jsonb_array_length(content -> 'candidates'), 0) from samples
                        where project_id = :project and key = any(:keys) and deleted_at is null
                        """)
                .param("project", project)
                .param("keys", keys.toArray(String[]::new))
                .query(
                        (row, n) ->
                                new SampleReference(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getInt(3)))
                .list();
    }

    private static Sample sample(
            ResultSet row, @Nullable Content content, @Nullable Map<String, Object> metadata)
            throws SQLException {
        return new Sample(
                row.getObject("id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getString("key"),
                Split.named(row.getString("split")),
                Json.constant(Origin.class, row.getString("origin")),
                content,
                metadata,
                row.getTimestamp("created_at").toInstant());
    }

    private static @Nullable String[] texts(
            List<SampleFlow.Row> rows, Function<SampleFlow.Row, @Nullable String> value) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = value.apply(rows.get(i));
        }
        return texts;
    }
}
