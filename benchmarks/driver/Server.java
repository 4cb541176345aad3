import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.Map;
import java.util.stream.Stream;

/** A server on a data folder of its own, with what it and its database have cost so far. */
final class Server implements AutoCloseable {

    private static final double TICKS_A_SECOND = 100;

    private final String maslin;
    private final Path data;
    private final Process process;
    private final int port;

    /**
     * @param options what the server's JVM is started with
     */
    Server(String maslin, Path data, String options) throws IOException {
        this.maslin = maslin;
        this.data = data;
        var builder =
                new ProcessBuilder(maslin, "serve", "--port", "0", "--data", data.toString())
                        .redirectError(ProcessBuilder.Redirect.appendTo(data.resolveSibling("server.log").toFile()));
        builder.environment().put("MASLIN_JVM_OPTIONS", options);
        process = builder.start();
        port = awaitPort();
    }

    private int awaitPort() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Maslin is at ")) {
                return Integer.parseInt(line.replaceAll(".*:(\\d+)/.*", "$1"));
            }
        }
        throw new IOException("The server did not start; see " + data.resolveSibling("server.log"));
    }

    int port() {
        return port;
    }

    /** Makes an owner's key by the command line, while the server runs. */
    String ownerKey() throws IOException, InterruptedException {
        var admin =
                new ProcessBuilder(maslin, "admin", "key", "--role", "owner", "--data", data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String key = new String(admin.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (admin.waitFor() != 0) {
            throw new IOException("maslin admin key failed.");
        }
        return key;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server, its database with all its processes, or both, as a failing machine would. */
    void kill(boolean server, boolean database) {
        for (ProcessHandle one : tree()) {
            String name = stat(one.pid())[0];
            if (name.equals("java") ? server : name.equals("postgres") && database) {
                one.destroyForcibly();
            }
        }
        if (server) {
            process.onExit().join();
        }
    }

    /** CPU-seconds used so far by the server's own process and by its database, ended children too. */
    Map<String, Double> cpu() throws IOException {
        var seconds = new TreeMap<String, Double>(Map.of("server", 0.0, "database", 0.0));
        for (ProcessHandle one : tree()) {
            String[] stat = stat(one.pid());
            if (stat.length > 14) {
                boolean java = stat[0].equals("java");
                double own = Double.parseDouble(stat[12]) + Double.parseDouble(stat[13]);
                double ended = stat[0].equals("postgres") ? Double.parseDouble(stat[14]) + Double.parseDouble(stat[15]) : 0;
                seconds.merge(java ? "server" : "database", (own + ended) / TICKS_A_SECOND, Double::sum);
            }
        }
        return seconds;
    }

    /** The most memory the server's own process has held, in MiB. */
    long peakMebibytes() throws IOException {
        return mebibytes("VmHWM:");
    }

    /** The memory the server's own process holds now, in MiB. */
    long residentMebibytes() throws IOException {
        return mebibytes("VmRSS:");
    }

    private long mebibytes(String measure) throws IOException {
        long most = 0;
        for (ProcessHandle one : tree()) {
            Path status = Path.of("/proc/" + one.pid() + "/status");
            if (stat(one.pid())[0].equals("java") && Files.exists(status)) {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith(measure)) {
                        most = Math.max(most, Long.parseLong(line.replaceAll("\\D", "")) / 1024);
                    }
                }
            }
        }
        return most;
    }

    private List<ProcessHandle> tree() {
        var all = new ArrayList<ProcessHandle>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        return all;
    }

    /** The name of a process, then its statistics from the third on. */
    private static String[] stat(long pid) {
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            int end = text.lastIndexOf(')');
            String name = text.substring(text.indexOf('(') + 1, end);
            return Stream.concat(Stream.of(name), Stream.of(text.substring(end + 2).split(" "))).toArray(String[]::new);
        } catch (IOException gone) {
            return new String[] {""};
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
