import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives a server as its users would, and prints what that took as one JSON object. */
final class Load {

    private static final String HELP =
            """
            benchmarks/load [--tasks N] [--seconds S] [--connections N] [--annotators N] [--annotated N] [--overlap N]
                            [--phases import,saturated,thinking,listing,export] [--warm S] [--heap SIZE] [--work DIR] [--keep]

            Starts a server on a fresh folder under DIR (embedded PostgreSQL, durable commits) and measures over HTTP:
              import     N samples of 200-byte texts from one JSONL, with a task of each (default 1000000)
              saturated  claim and save as fast as it goes by so many connections (default 16) for S seconds (default 30);
                         first for as long as --warm says, uncounted
              thinking   claim and save by so many annotators (default 200) who think for a second, for S seconds
              listing    pages of tasks for every filter and sort
              export     of so many annotated tasks (default 100000), by a dataset version
            Checks at the end that no task went to two people and no acknowledged answer is missing. The server's heap is
            512m unless --heap says otherwise. Ends with 1 if a check did not hold. Needs Linux.
            """;

    private static final int MEMORY_SAMPLES = 10;

    private static final String PROJECT =
            """
            {"name": "Load", "overlap": %d, "ontology": {"questions": [{"name": "kind", "kind": "choice",
            "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}, {"name": "oat"}]}]}}
            """;

    private static final List<String> LABELS = List.of("rye", "bun", "oat");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern TASK_ID = Pattern.compile("\"taskId\":\"([^\"]+)\"");
    private static final Pattern LABEL = Pattern.compile("\"label\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    /** One who labels, on a connection of their own. */
    private static final class Annotator {
        final Connection connection;
        final String id;
        final Times claims = new Times();
        final Times saves = new Times();
        final Map<String, String> saved = new HashMap<>();

        Annotator(Connection connection, String id) {
            this.connection = connection;
            this.id = id;
        }
    }

    private final Map<String, String> options;
    private final Map<String, String> figures = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final List<Annotator> annotators = new ArrayList<>();
    private Server server;
    private String key;
    private Connection owner;
    private String project;

    private Load(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--keep" -> options.put("--keep", "true");
                default -> {
                    if (i + 1 == arguments.length || !arguments[i].startsWith("--")) {
                        System.err.print("error: " + arguments[i] + " stands alone.\nhint: benchmarks/load --help\n");
                        System.exit(2);
                    }
                    options.put(arguments[i], arguments[++i]);
                }
            }
        }
        System.exit(new Load(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        String place = options.get("--work");
        Path work = Files.createTempDirectory(place == null ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(place), "load");
        List<String> phases = List.of(options.getOrDefault("--phases", "import,saturated,thinking,listing,export").split(","));
        try (var started = new Server(options.get("--maslin"), work.resolve("data"), "-Xmx" + options.getOrDefault("--heap", "512m"))) {
            server = started;
            begin();
            for (String phase : phases) {
                System.err.println("load: " + phase);
                try {
                    run(phase);
                } catch (IOException failed) {
                    broken.add(phase + ": " + String.valueOf(failed.getMessage()).replace('"', '\''));
                }
            }
            check();
            figures.put("peakServerMebibytes", String.valueOf(server.peakMebibytes()));
            for (Annotator one : annotators) {
                one.connection.close();
            }
        } finally {
            if (!options.containsKey("--keep")) {
                delete(work);
            }
        }
        figures.put("broken", broken.isEmpty() ? "[]" : "[\"" + String.join("\", \"", broken) + "\"]");
        var lines = new ArrayList<String>();
        figures.forEach((name, value) -> lines.add("  \"" + name + "\": " + value));
        System.out.println("{\n" + String.join(",\n", lines) + "\n}");
        return broken.isEmpty();
    }

    private void run(String phase) throws Exception {
        switch (phase) {
            case "import" -> importTasks();
            case "saturated" -> saturated();
            case "thinking" -> thinking();
            case "listing" -> listing();
            case "export" -> export();
            default -> throw new IOException("There is no phase " + phase + ".");
        }
    }

    private void begin() throws Exception {
        key = server.ownerKey();
        owner = new Connection(server.port(), key);
        project = first(ID, owner.ok("POST", "/projects", PROJECT.formatted(number("--overlap", 1))));
    }

    // --- import ------------------------------------------------------------------------------

    private void importTasks() throws IOException {
        int count = number("--tasks", 1_000_000);
        var before = server.cpu();
        long start = System.nanoTime();
        String report =
                owner.stream(
                        "/projects/" + project + "/samples?tasks=true",
                        out -> {
                            for (int i = 0; i < count; i++) {
                                out.write(sample(i));
                            }
                        });
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!report.contains("\"taken\":" + count + ",")) {
            broken.add("The import took other than " + count + ": " + report.replace('"', '\''));
        }
        figures.put(
                "import",
                "{\"samples\": %d, \"seconds\": %.1f, \"perSecond\": %.0f, \"cpu\": %s}"
                        .formatted(count, seconds, count / seconds, used(before)));
    }

    /** A line whose text has 200 bytes, the same for the same number. */
    private static byte[] sample(int i) {
        var text = new StringBuilder("The loaf number " + i + " has");
        for (long state = i * 2654435761L + 1; text.length() < 200; state = state * 6364136223846793005L + 1442695040888963407L) {
            text.append(' ').append(WORDS[(int) (state >>> 60)]);
        }
        text.setLength(200);
        return ("{\"key\": \"t%08d\", \"text\": \"".formatted(i) + text + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static final String[] WORDS = {
        "a crust", "rye", "no salt", "seeds", "a dark crumb", "malt", "steam", "an open crumb", "oats", "barley", "a long rise",
        "butter", "water", "a short rise", "flour", "honey"
    };

    // --- labeling ----------------------------------------------------------------------------

    private void saturated() throws Exception {
        int connections = number("--connections", 16);
        gather(connections);
        saturate(connections, number("--warm", 0));
        forgetTimes();
        var before = server.cpu();
        long start = System.nanoTime();
        long done = saturate(connections, number("--seconds", 30));
        report("saturated", connections, done, (System.nanoTime() - start) / 1e9, before);
    }

    private long saturate(int connections, long seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var done = new AtomicLong();
        together(annotators.subList(0, connections), one -> {
            while (System.nanoTime() < end && label(one, 0)) {
                done.incrementAndGet();
            }
        });
        return done.get();
    }

    private void forgetTimes() {
        annotators.forEach(one -> {
            one.claims.clear();
            one.saves.clear();
        });
    }

    private void thinking() throws Exception {
        int people = number("--annotators", 200);
        gather(people);
        forgetTimes();
        var before = server.cpu();
        long start = System.nanoTime();
        long end = start + number("--seconds", 30) * 1_000_000_000L;
        var done = new AtomicLong();
        var resident = new ArrayList<Long>();
        var memory = Thread.startVirtualThread(() -> sample(resident, number("--seconds", 30) * 1000L / MEMORY_SAMPLES));
        together(annotators.subList(0, people), one -> {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1000));
            while (System.nanoTime() < end && label(one, 500 + ThreadLocalRandom.current().nextInt(1000))) {
                done.incrementAndGet();
            }
        });
        memory.interrupt();
        memory.join();
        report("thinking", people, done.get(), (System.nanoTime() - start) / 1e9, before);
        figures.put("thinkingServerMebibytes", resident.toString());
    }

    /** Notes what the server holds, again and again, until it is interrupted. */
    private void sample(List<Long> resident, long everyMillis) {
        try {
            while (true) {
                Thread.sleep(everyMillis);
                resident.add(server.residentMebibytes());
            }
        } catch (InterruptedException | IOException ended) {
            return;
        }
    }

    private void gather(int people) throws IOException {
        while (annotators.size() < people) {
            String name = "annotator-" + annotators.size();
            String user = first(ID, owner.ok("POST", "/users", "{\"name\": \"" + name + "\", \"role\": \"annotator\", \"kind\": \"simulated\"}"));
            String secret = owner.ok("POST", "/keys", "{\"name\": \"load\", \"userId\": \"" + user + "\"}").replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
            annotators.add(new Annotator(new Connection(server.port(), secret), user));
        }
    }

    /** Claims a task, thinks, and saves an answer; false when there is nothing left to do. */
    private boolean label(Annotator one, int thinkingMillis) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String work = one.connection.ok("POST", "/projects/" + project + "/assignments", "");
        one.claims.add(System.nanoTime() - start);
        if (one.connection.status() == 204) {
            return false;
        }
        if (thinkingMillis > 0) {
            Thread.sleep(thinkingMillis);
        }
        String assignment = first(ID, work);
        String task = first(TASK_ID, work);
        String label = LABELS.get(Math.floorMod(task.hashCode(), LABELS.size()));
        start = System.nanoTime();
        one.connection.ok(
                "POST",
                "/assignments/" + assignment + "/annotation",
                "{\"answers\": {\"kind\": \"" + label + "\"}, \"secondsActive\": 1.5}");
        one.saves.add(System.nanoTime() - start);
        if (one.saved.put(task, label) != null) {
            broken.add("The task " + task + " went to " + one.id + " twice.");
        }
        return true;
    }

    private void report(String phase, int connections, long pairs, double seconds, Map<String, Double> before) throws IOException {
        var claims = new Times();
        var saves = new Times();
        for (Annotator one : annotators) {
            claims.addAll(one.claims);
            saves.addAll(one.saves);
            one.claims.clear();
            one.saves.clear();
        }
        var after = server.cpu();
        double cpu = after.get("server") + after.get("database") - before.get("server") - before.get("database");
        figures.put(
                phase,
                "{\"connections\": %d, \"claimsAndSaves\": %d, \"perSecond\": %.0f, \"perCpuSecond\": %.0f, \"cpu\": %s, \"claim\": %s, \"save\": %s}"
                        .formatted(connections, pairs, pairs / seconds, pairs / cpu, used(before), claims.json(), saves.json()));
    }

    // --- pages -------------------------------------------------------------------------------

    private void listing() throws IOException {
        mark(300);
        var pages = new ArrayList<String>();
        for (String query : options.getOrDefault("--queries", "sort=key;sort=-key;sort=-priority;sort=created;sort=-created;sort=completed;sort=-completed;sort=answers;sort=-answers;sort=probability;"
                        + "state=open;state=completed;batch=@project;key%5Bprefix%5D=t0001;tag=every-tenth;assignee=@annotator;priority%5Bgte%5D=1&sort=-priority;"
                        + "answers=0;answers%5Bgte%5D=1&sort=answers;created%5Bgte%5D=2020-01-01T00:00:00Z&sort=created;"
                        + "completed%5Bgte%5D=2020-01-01T00:00:00Z&sort=completed;state=completed&sort=-created;uniqueId=none").split(";")) {
            var times = new Times();
            String after = "";
            for (int i = 0; i < 100; i++) {
                String path = "/projects/" + project + "/tasks?" + query.replace("@project", project).replace("@annotator", annotators.isEmpty() ? project : annotators.getFirst().id) + after;
                long start = System.nanoTime();
                String page = owner.ok("GET", path, "");
                times.add(System.nanoTime() - start);
                Matcher next = NEXT.matcher(page);
                after = next.find() ? "&after=" + java.net.URLEncoder.encode(next.group(1), StandardCharsets.UTF_8) : "";
            }
            pages.add("\"" + query + "\": " + times.json());
        }
        var times = new Times();
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            owner.ok("GET", "/projects/" + project, "");
            times.add(System.nanoTime() - start);
        }
        pages.add("\"the project\": " + times.json());
        figures.put("listing", "{\n    " + String.join(",\n    ", pages) + "}");
    }

    /** Gives every tenth of the first tasks a tag and a priority, so that there is something to find. */
    private void mark(int count) throws IOException {
        Matcher tasks = Pattern.compile("\\{\"id\":\"([^\"]+)\"").matcher(owner.ok("GET", "/projects/" + project + "/tasks?limit=1000", ""));
        for (int i = 0; i < 10 * count && tasks.find(); i++) {
            if (i % 10 == 0) {
                owner.ok("PATCH", "/tasks/" + tasks.group(1), "{\"tags\": [\"every-tenth\"], \"priority\": " + (i % 7 - 3) + "}");
            }
        }
    }

    private void export() throws Exception {
        int wanted = number("--annotated", 100_000);
        int connections = number("--connections", 16);
        gather(connections);
        var labeled = new AtomicLong(annotators.stream().mapToLong(one -> one.saved.size()).sum());
        together(annotators.subList(0, connections), one -> {
            while (labeled.incrementAndGet() <= wanted && label(one, 0)) {}
        });
        var before = server.cpu();
        long start = System.nanoTime();
        String version = first(ID, owner.ok("POST", "/projects/" + project + "/versions", "{\"name\": \"all\"}"));
        double published = (System.nanoTime() - start) / 1e9;
        long bytes = owner.download("/versions/" + version + "/export?format=jsonl");
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.put(
                "export",
                "{\"annotated\": %d, \"publishSeconds\": %.1f, \"seconds\": %.1f, \"bytes\": %d, \"cpu\": %s}"
                        .formatted(annotators.stream().mapToLong(one -> one.saved.size()).sum(), published, seconds, bytes, used(before)));
    }

    // --- checks ------------------------------------------------------------------------------

    /** Every acknowledged answer is there with its label, and no task has more of them than its overlap. */
    private void check() throws IOException {
        int overlap = number("--overlap", 1);
        var found = new HashMap<String, Integer>();
        var missing = new HashMap<String, String>();
        annotators.forEach(one -> one.saved.forEach((task, label) -> missing.put(task + one.id, label)));
        int acknowledged = missing.size();
        String after = "";
        Pattern item = Pattern.compile("\\{\"id\":\"[^\"]+\",\"taskId\":\"([^\"]+)\".*?\"annotator\":\\{\"id\":\"([^\"]+)\".*?\"label\":\"([^\"]+)\"");
        do {
            String page = owner.ok("GET", "/projects/" + project + "/annotations?limit=1000" + after, "");
            Matcher items = item.matcher(page);
            while (items.find()) {
                found.merge(items.group(1), 1, Integer::sum);
                String told = missing.remove(items.group(1) + items.group(2));
                if (told != null && !told.equals(items.group(3))) {
                    broken.add("An answer to " + items.group(1) + " is not what was sent.");
                }
            }
            Matcher next = NEXT.matcher(page);
            after = next.find() ? "&after=" + java.net.URLEncoder.encode(next.group(1), StandardCharsets.UTF_8) : "";
        } while (!after.isEmpty());
        long doubled = found.values().stream().filter(n -> n > overlap).count();
        if (doubled > 0) {
            broken.add(doubled + " tasks have more answers than their overlap.");
        }
        if (!missing.isEmpty()) {
            broken.add(missing.size() + " acknowledged answers are missing.");
        }
        figures.put("checked", "{\"acknowledged\": %d, \"lost\": %d, \"doubled\": %d}".formatted(acknowledged, missing.size(), doubled));
    }

    // --- small things ------------------------------------------------------------------------

    private interface Work {
        void of(Annotator one) throws Exception;
    }

    private void together(List<Annotator> people, Work work) throws InterruptedException {
        var all = new CountDownLatch(people.size());
        for (Annotator one : people) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    work.of(one);
                } catch (Exception failed) {
                    synchronized (broken) {
                        broken.add(String.valueOf(failed.getMessage()).replace('"', '\''));
                    }
                } finally {
                    all.countDown();
                }
            });
        }
        all.await();
    }

    private String used(Map<String, Double> before) throws IOException {
        var after = server.cpu();
        return "{\"serverSeconds\": %.1f, \"databaseSeconds\": %.1f}"
                .formatted(after.get("server") - before.get("server"), after.get("database") - before.get("database"));
    }

    private int number(String name, int byDefault) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(byDefault)));
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("An answer has no " + pattern + ": " + text);
        }
        return found.group(1);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path one : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
