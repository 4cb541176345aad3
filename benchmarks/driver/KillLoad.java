import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels through a server that is killed again and again, and counts what became of the answers. */
final class KillLoad {

    private static final String HELP =
            """
            benchmarks/kill-load [--kills N] [--annotators N] [--tasks N] [--seed S] [--work DIR]

            Starts a server on a fresh folder; so many annotators (default 16) claim and save as fast as it goes, and send
            again what was not acknowledged. Every second or so SIGKILL ends the server, the database with all its
            processes, or both (default 50 kills); whatever does not come back by itself is started again. At the end the
            rest of the tasks (default 60000) is answered, leases of the dead included. Held: every acknowledged answer is
            there with its label, no task has two answers, every task has one, the audit log verifies, the slowest start
            took less than ten seconds. Ends with 1 if something did not hold. Needs Linux.
            """;

    private static final String PROJECT =
            """
            {"name": "Kills", "overlap": 1, "leaseSeconds": 30, "ontology": {"questions": [{"name": "kind",
            "kind": "choice", "caption": "Which?", "classes": [{"name": "rye"}, {"name": "bun"}, {"name": "oat"}]}]}}
            """;

    private static final List<String> LABELS = List.of("rye", "bun", "oat");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern TASK_ID = Pattern.compile("\"taskId\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern ITEM =
            Pattern.compile("\\{\"id\":\"[^\"]+\",\"taskId\":\"([^\"]+)\".*?\"label\":\"([^\"]+)\"");

    private final Map<String, String> options;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private volatile Server server;
    private volatile boolean over;
    private String project;

    private KillLoad(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--help")) {
                System.out.print(HELP);
                return;
            }
            if (i + 1 == arguments.length || !arguments[i].startsWith("--")) {
                System.err.print("error: " + arguments[i] + " stands alone.\nhint: benchmarks/kill-load --help\n");
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        System.exit(new KillLoad(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        String place = options.get("--work");
        Path work = Files.createTempDirectory(place == null ? Path.of(System.getProperty("java.io.tmpdir")) : Path.of(place), "kills");
        Path data = work.resolve("data");
        int tasks = number("--tasks", 60_000);
        server = start(data);
        String key = server.ownerKey();
        try (var owner = new Connection(server.port(), key)) {
            project = first(ID, owner.ok("POST", "/projects", PROJECT));
            owner.stream("/projects/" + project + "/samples?tasks=true", out -> {
                for (int i = 0; i < tasks; i++) {
                    out.write("{\"key\": \"t%06d\", \"text\": \"loaf %d\"}\n".formatted(i, i).getBytes());
                }
            });
        }
        var threads = new ArrayList<Thread>();
        for (String secret : annotators(key, number("--annotators", 16))) {
            threads.add(Thread.ofPlatform().start(() -> label(secret)));
        }
        var starts = killAll(data);
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        int beforeRest = acknowledged.size();
        Thread.sleep(31_000);
        over = false;
        label(annotators(key, 1).getFirst());
        check(key, tasks);
        server.close();
        double[] sorted = starts.stream().mapToDouble(one -> one).sorted().toArray();
        double slowest = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        if (slowest >= 10) {
            faults.add("a start took %.1f seconds".formatted(slowest));
        }
        System.out.println(
                "{\"kills\": %d, \"acknowledgedUnderKills\": %d, \"acknowledged\": %d, \"brokenRequests\": %d, \"refused\": %d, \"medianStartSeconds\": %.1f, \"slowestStartSeconds\": %.1f, \"faults\": %s}"
                        .formatted(
                                number("--kills", 50), beforeRest, acknowledged.size(), failures.get(), refused.get(),
                                sorted.length == 0 ? 0 : sorted[sorted.length / 2], slowest,
                                faults.isEmpty() ? "[]" : "[\"" + String.join("\", \"", faults) + "\"]"));
        try (var files = Files.walk(work)) {
            for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
        return faults.isEmpty();
    }

    private Server start(Path data) throws IOException {
        return new Server(options.get("--maslin"), data, "-Xmx512m");
    }

    /** Kills and waits until claims are answered again; returns how long that took each time, in seconds. */
    private List<Double> killAll(Path data) throws Exception {
        var luck = new Random(number("--seed", 1));
        var took = new ArrayList<Double>();
        for (int kill = 0; kill < number("--kills", 50); kill++) {
            Thread.sleep(500 + luck.nextInt(1500));
            boolean database = kill % 3 != 0;
            boolean serverToo = kill % 3 != 1;
            server.kill(serverToo, database);
            long start = System.nanoTime();
            if (serverToo) {
                server = start(data);
            }
            while (!answers()) {
                if (!server.isAlive()) {
                    server = start(data);
                }
                if (System.nanoTime() - start > 120_000_000_000L) {
                    throw new IOException("The server does not come back after kill " + kill);
                }
                Thread.sleep(20);
            }
            took.add((System.nanoTime() - start) / 1e9);
            System.err.printf("kill %d of %s: back after %.1f s, %d answers%n", kill + 1,
                    serverToo ? database ? "both" : "the server" : "the database", took.getLast(), acknowledged.size());
        }
        return took;
    }

    private boolean answers() {
        try (var connection = new Connection(server.port(), "none")) {
            connection.send("GET", "/session", "");
            return connection.status() < 500;
        } catch (IOException notYet) {
            return false;
        }
    }

    private List<String> annotators(String key, int count) throws IOException {
        var secrets = new ArrayList<String>();
        try (var owner = new Connection(server.port(), key)) {
            for (int i = 0; i < count; i++) {
                String user = first(ID, owner.ok("POST", "/users", "{\"name\": \"a-%d-%d\", \"role\": \"annotator\", \"kind\": \"simulated\"}".formatted(count, i)));
                secrets.add(owner.ok("POST", "/keys", "{\"name\": \"load\", \"userId\": \"" + user + "\"}").replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1"));
            }
        }
        return secrets;
    }

    /** Claims and saves until all is over or done. What is not acknowledged is sent again, as a page would. */
    private void label(String secret) {
        Connection connection = null;
        String unsent = null;
        String task = null;
        String label = null;
        while (!over) {
            try {
                if (connection == null) {
                    connection = new Connection(server.port(), secret);
                }
                if (unsent == null) {
                    String work = connection.send("POST", "/projects/" + project + "/assignments", "");
                    if (connection.status() == 204) {
                        return;
                    }
                    if (connection.status() != 201 && connection.status() != 200) {
                        throw new IOException("claim: " + connection.status());
                    }
                    task = first(TASK_ID, work);
                    label = LABELS.get(Math.floorMod(task.hashCode(), LABELS.size()));
                    unsent = first(ID, work);
                }
                connection.send("POST", "/assignments/" + unsent + "/annotation", "{\"answers\": {\"kind\": \"" + label + "\"}, \"secondsActive\": 1.5}");
                if (connection.status() / 100 == 2) {
                    acknowledged.put(task, label);
                    unsent = null;
                } else if (connection.status() / 100 == 4) {
                    refused.incrementAndGet();
                    unsent = null;
                } else {
                    throw new IOException("save: " + connection.status());
                }
            } catch (IOException gone) {
                failures.incrementAndGet();
                connection = null;
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(String key, int tasks) throws IOException {
        var missing = new HashMap<>(acknowledged);
        var found = new HashMap<String, Integer>();
        String after = "";
        try (var owner = new Connection(server.port(), key)) {
            do {
                String page = owner.ok("GET", "/projects/" + project + "/annotations?limit=1000" + after, "");
                Matcher items = ITEM.matcher(page);
                while (items.find()) {
                    found.merge(items.group(1), 1, Integer::sum);
                    String told = missing.remove(items.group(1));
                    if (told != null && !told.equals(items.group(2))) {
                        faults.add("an answer to " + items.group(1) + " is not what was sent");
                    }
                }
                Matcher next = NEXT.matcher(page);
                after = next.find() ? "&after=" + java.net.URLEncoder.encode(next.group(1), java.nio.charset.StandardCharsets.UTF_8) : "";
            } while (!after.isEmpty());
            String counts = owner.ok("GET", "/projects/" + project, "");
            if (!counts.contains("\"answers\":" + tasks)) {
                faults.add("the project counts otherwise: " + counts.replaceAll(".*(\"counts\":\\{[^}]*\\}).*", "$1").replace('"', '\''));
            }
        }
        if (!missing.isEmpty()) {
            faults.add(missing.size() + " acknowledged answers are lost");
        }
        long doubled = found.values().stream().filter(n -> n > 1).count();
        if (doubled > 0) {
            faults.add(doubled + " tasks have two answers");
        }
        if (found.size() != tasks) {
            faults.add((tasks - found.size()) + " tasks have no answer, leases included");
        }
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
}
