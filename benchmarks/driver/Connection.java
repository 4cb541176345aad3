import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection that is kept alive. It does what the driver needs and nothing more, for it
 * shares the machine with what it measures.
 */
final class Connection implements AutoCloseable {

    /** Writes a request's body as it goes. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static final long LONGEST_REST_NANOS = 10_000_000_000L;

    private final int port;
    private final String head;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean ending;
    private long lastUse;
    private int status;
    private byte[] line = new byte[512];
    private int lineLength;

    Connection(int port, String key) throws IOException {
        this.port = port;
        open();
        head =
                " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + key
                        + "\r\nContent-Type: application/json\r\n";
    }

    private void open() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
        out = socket.getOutputStream();
        ending = false;
        lastUse = System.nanoTime();
    }

    /** Opens another connection if the server has said that it ends this one, or may have for want of use. */
    private void reopen() throws IOException {
        if (ending || System.nanoTime() - lastUse > LONGEST_REST_NANOS) {
            socket.close();
            open();
        }
        lastUse = System.nanoTime();
    }

    /** The status of the last answer. */
    int status() {
        return status;
    }

    /** Sends a request and returns the body of an answer that must be good. */
    String ok(String method, String path, String body) throws IOException {
        String answer = send(method, path, body);
        if (status / 100 != 2) {
            throw new IOException("%s %s: %d %s".formatted(method, path, status, answer));
        }
        return answer;
    }

    String send(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String start = method + " /api/v1" + path + head + "Content-Length: " + content.length + "\r\n\r\n";
        byte[] first = start.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(first, first.length + content.length);
        System.arraycopy(content, 0, whole, first.length, content.length);
        reopen();
        out.write(whole);
        var answer = new java.io.ByteArrayOutputStream();
        receive(answer);
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Sends a body of any length in chunks. */
    String stream(String path, Body body) throws IOException {
        reopen();
        out.write(("POST /api/v1" + path + head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        var chunks = new Chunks(out);
        body.writeTo(chunks);
        chunks.end();
        var answer = new java.io.ByteArrayOutputStream();
        receive(answer);
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Fetches a file; returns how many bytes it has. */
    long download(String path) throws IOException {
        reopen();
        out.write(("GET /api/v1" + path + head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return receive(OutputStream.nullOutputStream());
    }

    private long receive(OutputStream to) throws IOException {
        nextLine();
        status = number(9, 12);
        long length = 0;
        boolean chunked = false;
        while (nextLine() > 0) {
            String field = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1).toLowerCase();
            if (field.startsWith("content-length:")) {
                length = Long.parseLong(field.substring(15).strip());
            } else if (field.startsWith("transfer-encoding:") && field.contains("chunked")) {
                chunked = true;
            } else if (field.startsWith("connection:") && field.contains("close")) {
                ending = true;
            }
        }
        if (!chunked) {
            return copy(length, to);
        }
        long total = 0;
        while (true) {
            nextLine();
            int size = Integer.parseInt(new String(line, 0, lineLength, StandardCharsets.US_ASCII).split(";")[0].strip(), 16);
            copy(size, to);
            nextLine();
            if (size == 0) {
                return total;
            }
            total += size;
        }
    }

    private long copy(long length, OutputStream to) throws IOException {
        var buffer = new byte[(int) Math.min(length, 1 << 16)];
        for (long left = length; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new IOException("The server ended an answer early.");
            }
            to.write(buffer, 0, n);
            left -= n;
        }
        return length;
    }

    private int nextLine() throws IOException {
        lineLength = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The server closed the connection.");
            }
            if (b != '\r') {
                if (lineLength == line.length) {
                    line = java.util.Arrays.copyOf(line, 2 * line.length);
                }
                line[lineLength++] = (byte) b;
            }
        }
        return lineLength;
    }

    private int number(int from, int to) {
        return Integer.parseInt(new String(line, from, to - from, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Frames what is written as chunks of 64 KiB. */
    private static final class Chunks extends OutputStream {

        private final OutputStream out;
        private final byte[] buffer = new byte[1 << 16];
        private int length;

        Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (length + count > buffer.length) {
                send();
            }
            System.arraycopy(bytes, from, buffer, length, count);
            length += count;
        }

        private void send() throws IOException {
            if (length > 0) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(buffer, 0, length);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                length = 0;
            }
        }

        void end() throws IOException {
            send();
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
