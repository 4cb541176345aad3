package org.maslin.server.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.maslin.core.Figure;
import org.maslin.core.Seed;
import org.maslin.quality.Median;
import org.maslin.security.Principal;
import org.maslin.security.Role;
import org.maslin.server.TestClient;
import org.maslin.server.TestServer;
import org.maslin.server.annotations.Annotations;
import org.maslin.server.annotations.SubmitAnnotation;
import org.maslin.server.consensus.Consensuses;
import org.maslin.server.identity.AnnotatorKind;
import org.maslin.server.reviews.Comment;
import org.maslin.server.reviews.GiveVerdict;
import org.maslin.server.reviews.ReviewTask;
import org.maslin.server.reviews.Reviews;
import org.maslin.server.reviews.Verdict;
import org.maslin.server.tasks.Assignment;
import org.maslin.server.tasks.Assignments;
import org.maslin.server.tasks.Skip;
import tools.jackson.databind.JsonNode;

/**
 * A month of fifty people who label by the public verbs while the clock runs fast: of mixed skill,
 * tired by the end of a day, on holiday now and then, in other time zones; who misses too much gold
 * is stopped. What the server says of it must be what the month's own books say.
 */
class SimulatedMonthIT {

    private static final int PEOPLE = 50;
    private static final int DAYS = 30;
    private static final int TASKS = 2400;
    private static final int GOLD = 150;
    private static final int OVERLAP = 3;
    private static final int REVIEWS_A_DAY = 25;
    private static final List<String> LABELS = List.of("rye", "bun", "bagel");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final Seed SEED = new Seed(7);

    /** A clock that stands until it is set. */
    private static final class FastClock implements InstantSource {
        private volatile Instant now = FIRST.atStartOfDay().toInstant(ZoneOffset.UTC);

        @Override
        public Instant instant() {
            return now;
        }

        void set(Instant to) {
            if (to.isAfter(now)) {
                now = to;
            }
        }
    }

    /** Somebody who labels. */
    private static final class Person {
        final String name;
        final Principal principal;
        final RandomGenerator luck;
        final double skill;
        final double pace;
        final int zone;
        final int holiday;
        int today;
        int quota;

        Person(String name, Principal principal, int number) {
            this.name = name;
            this.principal = principal;
            this.luck = SEED.derive("person", name).generator();
            this.skill = number % 10 == 9 ? 0.35 : 0.7 + 0.28 * luck.nextDouble();
            this.pace = 8 + 20 * luck.nextDouble();
            this.zone = number % 5 * 3 - 6;
            this.holiday = luck.nextInt(DAYS + 10);
        }

        boolean works(LocalDate day, int n) {
            boolean weekend =
                    day.getDayOfWeek() == DayOfWeek.SATURDAY
                            || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            return !weekend && (n < holiday || n > holiday + 6);
        }

        /** From 1 at the first task of a day down by the hundredth part for each. */
        double freshness() {
            return Math.pow(0.99, today);
        }
    }

    private record Turn(Instant at, Person person) {}

    private final FastClock clock = new FastClock();
    private final MonthBooks books = new MonthBooks();
    private final Map<String, String> truth = new HashMap<>();

    @Test
    void theServersFigures_areThoseOfTheMonthsOwnBooks() throws Exception {
        try (TestServer server = TestServer.open(folder(), clock)) {
            UUID organisation = server.organisation("month");
            TestClient owner = server.client(organisation, Role.OWNER);
            String project = project(owner);
            List<Person> people = people(server, organisation);
            Principal reviewer =
                    principal(
                            organisation,
                            server.client(organisation, Role.REVIEWER).user().id(),
                            Role.REVIEWER);
            for (int n = 0; n < DAYS; n++) {
                work(server, UUID.fromString(project), people, FIRST.plusDays(n), n);
                review(server, UUID.fromString(project), reviewer, FIRST.plusDays(n));
            }
            server.facade(Consensuses.class)
                    .settle(Principal.system(organisation), UUID.fromString(project));
            checkWorkforce(owner, project);
            checkGold(owner, project);
            checkProgress(owner, project);
            checkQuality(owner, project, people);
            checkOwn(server, people.get(3), project);
        }
    }

    private static Path folder() throws IOException {
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        return Files.createTempDirectory(target, "month ").resolve("data");
    }

    private String project(TestClient owner) {
        String project =
                owner.ok(
                                "POST",
                                "/projects",
                                """
                                {"name": "Month", "overlap": %d, "leaseSeconds": 1200, "ontology": {"questions": [
                                  {"name": "kind", "kind": "choice", "caption": "Which?", "classes": [
                                    {"name": "rye"}, {"name": "bun"}, {"name": "bagel"}]}]}}
                                """
                                        .formatted(OVERLAP))
                        .path("id")
                        .asString();
        String path = "/projects/" + project;
        owner.ok("POST", path + "/samples?tasks=true", texts("loaf", TASKS));
        owner.ok("POST", path + "/samples", texts("golden loaf", GOLD));
        var gold = new ArrayList<String>();
        for (int i = 0; i < GOLD; i++) {
            String text = "golden loaf " + i;
            gold.add(
                    "{\"sampleKey\": \"%s\", \"expected\": {\"kind\": \"%s\"}}"
                            .formatted(text, truth.get(text)));
        }
        owner.ok("POST", path + "/known-tasks", "{\"tasks\": [" + String.join(",", gold) + "]}");
        owner.ok(
                "PUT",
                path + "/gold/rule",
                """
                {"rate": 0.12, "firstTasks": 10, "firstGold": 3, "minimumAccuracy": 0.55, "minimumAnswers": 10,
                 "below": "stop"}
                """);
        owner.ok(
                "PATCH",
                path,
                """
                {"review": {"levels": 1, "rate": 0.15},
                 "price": {"per": "hour", "amount": 18, "currency": "EUR"}}
                """);
        return project;
    }

    private String texts(String what, int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String text = what + " " + i;
            truth.put(
                    text,
                    LABELS.get(SEED.derive("truth", text).generator().nextInt(LABELS.size())));
            lines.append("{\"key\": \"%s\", \"text\": \"%s\"}\n".formatted(text, text));
        }
        return lines.toString();
    }

    private static List<Person> people(TestServer server, UUID organisation) {
        var people = new ArrayList<Person>();
        for (int i = 0; i < PEOPLE; i++) {
            String name = "person %02d".formatted(i);
            UUID user =
                    server.client(organisation, Role.ANNOTATOR, name, AnnotatorKind.SIMULATED)
                            .user()
                            .id();
            people.add(new Person(name, principal(organisation, user, Role.ANNOTATOR), i));
        }
        return people;
    }

    private static Principal principal(UUID organisation, UUID user, Role role) {
        return new Principal(user, organisation, role, Principal.How.KEY);
    }

    /** A day: everybody in turn, whoever is next by the clock. */
    private void work(TestServer server, UUID project, List<Person> people, LocalDate day, int n) {
        var turns = new PriorityQueue<Turn>(Comparator.comparing(Turn::at));
        for (Person person : people) {
            if (person.works(day, n)) {
                person.today = 0;
                person.quota = 2 + person.luck.nextInt(6);
                Instant nine =
                        day.atTime(9, 0)
                                .toInstant(ZoneOffset.UTC)
                                .minus(Duration.ofHours(person.zone));
                turns.add(new Turn(nine.plusSeconds(person.luck.nextInt(3 * 3600)), person));
            }
        }
        while (!turns.isEmpty()) {
            Turn turn = turns.poll();
            clock.set(turn.at());
            Instant next = turn(server, project, turn.person());
            if (next != null && turn.person().today < turn.person().quota) {
                turns.add(new Turn(next, turn.person()));
            }
        }
    }

    /** One task of a person; null when there is none for them. */
    private @Nullable Instant turn(TestServer server, UUID project, Person person) {
        Assignment task = server.facade(Assignments.class).next(person.principal, project, 1);
        if (task == null) {
            return null;
        }
        person.today++;
        String text = String.valueOf(task.content().text());
        if (person.luck.nextInt(50) == 0) {
            server.facade(Assignments.class)
                    .skip(person.principal, task.id(), new Skip("cannot tell"));
            books.marks(person.name).skipped++;
            return clock.instant().plusSeconds(5);
        }
        if (person.luck.nextInt(100) == 0) {
            return clock.instant().plusSeconds(3600); // the lease runs out
        }
        double took = person.pace / person.freshness() * Math.exp(0.3 * person.luck.nextGaussian());
        boolean gold = text.startsWith("golden");
        double seconds =
                Math.round(10 * took) / 10.0 + books.entry(person.name, text, gold).seconds;
        clock.set(clock.instant().plusMillis(Math.round(1000 * took)));
        String answer = answer(person, text);
        server.facade(Annotations.class)
                .submit(
                        person.principal,
                        task.id(),
                        new SubmitAnnotation(Map.of("kind", answer), seconds));
        books.answered(
                person.name, text, gold, answer.equals(truth.get(text)), seconds, clock.instant());
        return clock.instant().plusSeconds(20 + person.luck.nextInt(600));
    }

    private String answer(Person person, String text) {
        String right = String.valueOf(truth.get(text));
        if (person.luck.nextDouble() < person.skill * person.freshness()) {
            return right;
        }
        List<String> others = LABELS.stream().filter(label -> !label.equals(right)).toList();
        return others.get(person.luck.nextInt(others.size()));
    }

    private void review(TestServer server, UUID project, Principal reviewer, LocalDate day) {
        clock.set(day.atTime(23, 0).toInstant(ZoneOffset.UTC));
        Reviews reviews = server.facade(Reviews.class);
        for (int i = 0; i < REVIEWS_A_DAY; i++) {
            ReviewTask review = reviews.next(reviewer, project);
            if (review == null) {
                return;
            }
            String person = review.annotation().annotator().name();
            String text = String.valueOf(review.content().text());
            String right = String.valueOf(truth.get(text));
            MonthBooks.Entry entry = books.entry(person, text, false);
            MonthBooks.Marks marks = books.marks(person);
            UUID id = review.review().id();
            if (right.equals(review.annotation().label())) {
                reviews.give(reviewer, id, new GiveVerdict(Verdict.ACCEPT, null, null));
                entry.accepted = true;
                marks.accepted++;
            } else if (i % 2 == 0) {
                reviews.give(
                        reviewer, id, new GiveVerdict(Verdict.FIX, Map.of("kind", right), null));
                entry.accepted = true;
                marks.fixed++;
            } else {
                reviews.give(
                        reviewer,
                        id,
                        new GiveVerdict(
                                Verdict.REJECT,
                                null,
                                List.of(new Comment("Look again.", null, null))));
                entry.stands = false;
                marks.rejected++;
            }
        }
    }

    private void checkWorkforce(TestClient owner, String project) {
        JsonNode said = owner.ok("GET", "/projects/" + project + "/workforce", "");
        long answers = 0;
        long gold = 0;
        double seconds = 0;
        var told = new HashMap<String, JsonNode>();
        said.path("annotators")
                .forEach(one -> told.put(one.path("annotator").path("name").asString(), one));
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(books.people());
        for (String person : books.people()) {
            JsonNode one = Objects.requireNonNull(told.get(person));
            MonthBooks.Marks marks = books.marks(person);
            assertThat(one.path("answers").asLong()).as(person).isEqualTo(books.answers(person));
            assertThat(one.path("secondsActive").asDouble())
                    .as(person)
                    .isCloseTo(books.seconds(person), within(1e-6));
            Figure time = Median.of(books.times(person));
            JsonNode saidTime = one.path("medianSeconds");
            assertThat(saidTime.path("estimate").asDouble())
                    .as(person)
                    .isCloseTo(time.estimate(), within(1e-9));
            assertThat(saidTime.path("low").asDouble())
                    .as(person)
                    .isEqualTo(Objects.requireNonNull(time.low()));
            assertThat(saidTime.path("high").asDouble())
                    .as(person)
                    .isEqualTo(Objects.requireNonNull(time.high()));
            assertThat(saidTime.path("n").asLong()).as(person).isEqualTo(time.n());
            assertThat(one.path("skipped").asInt()).as(person).isEqualTo(marks.skipped);
            assertThat(one.path("accepted").asInt()).as(person).isEqualTo(marks.accepted);
            assertThat(one.path("fixed").asInt()).as(person).isEqualTo(marks.fixed);
            assertThat(one.path("rejected").asInt()).as(person).isEqualTo(marks.rejected);
            assertThat(one.path("goldAnswers").asLong())
                    .as(person)
                    .isEqualTo(books.goldAnswers(person));
            assertThat(one.path("gold").path("estimate").asDouble())
                    .as(person)
                    .isCloseTo(
                            (double) books.goldRight(person) / books.goldAnswers(person),
                            within(1e-12));
            answers += books.answers(person);
            gold += books.goldAnswers(person);
            seconds += books.seconds(person);
        }
        assertThat(said.path("answers").asLong()).isEqualTo(answers).isGreaterThan(2000);
        assertThat(said.path("goldAnswers").asLong()).isEqualTo(gold).isGreaterThan(150);
        assertThat(said.path("secondsActive").asDouble()).isCloseTo(seconds, within(1e-6));
        // Two seconds are a cent: an odd sum is half a cent, which the order of adding rounds up or
        // down.
        double cost = seconds * 18 / 3600;
        assertThat(said.path("cost").path("amount").asDouble())
                .isCloseTo(cost, within(0.005 + 1e-6));
        assertThat(said.path("accepted").asLong()).isEqualTo(books.accepted()).isGreaterThan(100);
        assertThat(said.path("costPerAccepted").path("figure").path("estimate").asDouble())
                .isCloseTo(cost / books.accepted(), within(2e-4));

        var days = new HashMap<LocalDate, Long>();
        said.path("days")
                .forEach(
                        day -> {
                            if (day.path("answers").asLong() > 0) {
                                days.put(
                                        LocalDate.parse(day.path("day").asString()),
                                        day.path("answers").asLong());
                            }
                        });
        assertThat(days).isEqualTo(books.days());
        checkForecast(said.path("forecast"), answers);
    }

    /** The interval holds what the mean of the last fortnight's days says. */
    private void checkForecast(JsonNode forecast, long answers) {
        long remaining = (long) TASKS * OVERLAP - answers;
        assertThat(forecast.path("remaining").asLong()).isEqualTo(remaining);
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        double recent =
                books.days().entrySet().stream()
                        .filter(
                                day ->
                                        day.getKey().isBefore(today)
                                                && !day.getKey().isBefore(today.minusDays(14)))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        Instant plain = clock.instant().plusSeconds(Math.round(remaining / (recent / 14) * 86_400));
        assertThat(Instant.parse(forecast.path("low").asString())).isBefore(plain);
        assertThat(Instant.parse(forecast.path("high").asString())).isAfter(plain);
    }

    private void checkGold(TestClient owner, String project) {
        JsonNode said = owner.ok("GET", "/projects/" + project + "/gold", "");
        Map<LocalDate, long[]> days = books.goldDays();
        assertThat(said.path("days")).hasSize(days.size());
        for (JsonNode day : said.path("days")) {
            long[] count =
                    days.getOrDefault(LocalDate.parse(day.path("day").asString()), new long[2]);
            assertThat(day.path("accuracy").path("n").asLong()).isEqualTo(count[1]);
            assertThat(day.path("accuracy").path("estimate").asDouble())
                    .isCloseTo((double) count[0] / count[1], within(1e-12));
        }
        JsonNode stops = owner.ok("GET", "/projects/" + project + "/stops", "").path("items");
        var stopped = new TreeSet<String>();
        stops.forEach(stop -> stopped.add(stop.path("name").asString()));
        var below = new TreeSet<String>();
        for (String person : books.people()) {
            long answers = books.goldAnswers(person);
            if (answers >= 10 && books.goldRight(person) < 0.55 * answers) {
                below.add(person);
            }
        }
        assertThat(stopped).as("who cannot do it").isNotEmpty().isEqualTo(below);
    }

    private void checkProgress(TestClient owner, String project) {
        long answers = books.people().stream().mapToLong(books::answers).sum();
        JsonNode counts = owner.ok("GET", "/projects/" + project, "").path("counts");
        assertThat(counts.path("tasks").asInt()).isEqualTo(TASKS);
        assertThat(counts.path("answers").asLong()).isEqualTo(answers);
        assertThat(counts.path("answersNeeded").asInt()).isEqualTo(TASKS * OVERLAP);
        JsonNode batch = owner.ok("GET", "/batches/" + project, "").path("counts");
        assertThat(batch.path("answers").asLong()).isEqualTo(answers);
        int completed = 0;
        String after = "";
        do {
            JsonNode page =
                    owner.ok(
                            "GET",
                            "/projects/%s/tasks?state=completed&limit=1000%s"
                                    .formatted(project, after),
                            "");
            completed += page.path("items").size();
            after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(counts.path("completed").asInt()).isEqualTo(completed).isGreaterThan(500);
        assertThat(batch.path("completed").asInt()).isEqualTo(completed);
    }

    private void checkQuality(TestClient owner, String project, List<Person> people) {
        JsonNode said = owner.ok("GET", "/projects/" + project + "/quality", "");
        long answers = books.people().stream().mapToLong(books::answers).sum();
        long gold = books.people().stream().mapToLong(books::goldAnswers).sum();
        long right = books.people().stream().mapToLong(books::goldRight).sum();
        assertThat(said.path("answers").asLong()).isEqualTo(answers);
        assertThat(said.path("gold").path("n").asLong()).isEqualTo(gold);
        assertThat(said.path("gold").path("estimate").asDouble())
                .isCloseTo((double) right / gold, within(1e-12));
        var skills = new HashMap<String, Double>();
        for (JsonNode one : said.path("annotators")) {
            String person = one.path("annotator").path("name").asString();
            assertThat(one.path("answers").asLong()).as(person).isEqualTo(books.answers(person));
            skills.put(person, one.path("skill").path("estimate").asDouble());
        }
        // Skill is estimated without the truth; it must still put the able above the unable.
        double able = mean(people.stream().filter(p -> p.skill > 0.9).toList(), skills);
        double unable = mean(people.stream().filter(p -> p.skill < 0.5).toList(), skills);
        assertThat(able).isGreaterThan(unable + 0.15);
    }

    private static double mean(List<Person> people, Map<String, Double> skills) {
        return people.stream()
                .filter(person -> skills.containsKey(person.name))
                .mapToDouble(person -> skills.get(person.name))
                .average()
                .orElseThrow();
    }

    /** One's own books take gold for work. */
    private void checkOwn(TestServer server, Person person, String project) {
        TestClient client =
                server.client(
                        person.principal.organisationId(),
                        Role.ANNOTATOR,
                        person.name,
                        AnnotatorKind.SIMULATED);
        JsonNode own = client.ok("GET", "/projects/" + project + "/workforce/mine", "");
        long all = books.answers(person.name) + books.goldAnswers(person.name);
        assertThat(own.path("answers").asLong()).isEqualTo(all);
        long byDay = 0;
        for (JsonNode day : own.path("days")) {
            byDay += day.path("answers").asLong();
        }
        assertThat(byDay).isEqualTo(all);
        assertThat(
                        client.ok("GET", "/projects/" + project, "")
                                .path("counts")
                                .path("mine")
                                .asLong())
                .isEqualTo(all);
    }
}
