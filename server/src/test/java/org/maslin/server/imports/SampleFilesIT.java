package org.maslin.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.maslin.server.Labeling;
import org.maslin.server.TestClient;
import tools.jackson.databind.JsonNode;

class SampleFilesIT {

    private final Labeling labeling = new Labeling();
    private final TestClient owner = labeling.owner();
    private final String project = labeling.choice(1, 0);
    private final String imports = "/projects/" + project + "/imports";
    private final byte[] png = png(30, 20);

    private static byte[] png(int width, int height) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private JsonNode imported(String query, byte[] file) throws InterruptedException {
        JsonNode one = owner.okBytes(imports + query, file);
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (one.path("state").asString().equals("pending")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
            one = owner.ok("GET", "/imports/" + one.path("id").asString(), "");
        }
        assertThat(one.path("state").asString()).as(one.toString()).isEqualTo("done");
        return one;
    }

    private List<String> rejected(JsonNode done) {
        return owner.get("/imports/" + done.path("id").asString() + "/rejected")
                .text()
                .lines()
                .toList();
    }

    private JsonNode sample(String key) {
        for (JsonNode one :
                owner.ok("GET", "/projects/" + project + "/samples", "").path("items")) {
            if (one.path("key").asString().equals(key)) {
                return owner.ok("GET", "/samples/" + one.path("id").asString(), "");
            }
        }
        throw new AssertionError("There is no sample " + key);
    }

    @Test
    void archiveOfImages_givesASampleEach_andReportsTheRest() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("shelf/a.png", png);
        files.put("shelf/.DS_Store", utf8("left by a program"));
        files.put("shelf/text.jpg", utf8("no image at all"));
        files.put("shelf/cut.png", Arrays.copyOf(png, png.length - 5));
        files.put("../climbs.png", png);
        files.put("page.html", utf8("<script>alert(1)</script>"));
        files.put("inner.zip", utf8("PK"));
        JsonNode done = imported("?name=shelf.zip&tasks=true&files=true", zip(files));
        assertThat(done.path("taken").asInt()).isEqualTo(2);
        assertThat(rejected(done))
                .hasSize(4)
                .anyMatch(line -> line.contains("text.jpg") && line.contains("no image"))
                .anyMatch(line -> line.contains("cut.png") && line.contains("cut off"))
                .anyMatch(line -> line.contains("climbs.png") && line.contains("leads out"))
                .anyMatch(line -> line.contains("inner.zip"));
        JsonNode image = sample("shelf/a.png").path("content");
        assertThat(image.path("kind").asString()).isEqualTo("image");
        assertThat(image.path("image").path("width").asInt()).isEqualTo(30);
        assertThat(image.path("image").path("type").asString()).isEqualTo("image/png");
        assertThat(sample("page.html").path("content").path("kind").asString()).isEqualTo("file");
        JsonNode withoutFiles = imported("?name=again.zip&dryRun=true", zip(files));
        assertThat(withoutFiles.path("rejected").asInt()).isEqualTo(5);
    }

    @Test
    void file_isHandedOutWithAccessAlone_andCannotRun() throws Exception {
        imported(
                "?name=one.zip&tasks=true&files=true",
                zip(Map.of("a.png", png, "b.svg", utf8("<svg onload='alert(1)'/>"))));
        JsonNode sample = sample("a.png");
        String blob = sample.path("content").path("image").path("blob").asString();
        String path = "/samples/" + sample.path("id").asString() + "/files/" + blob;
        HttpResponse<byte[]> whole = owner.raw(path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(png);
        assertThat(header(whole, "Content-Type")).isEqualTo("image/png");
        assertThat(header(whole, "Content-Disposition")).isEqualTo("inline");
        assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(whole, "Content-Security-Policy")).contains("sandbox", "'none'");
        assertThat(header(whole, "Cache-Control")).contains("private", "immutable");
        String tag = header(whole, "ETag");
        assertThat(owner.raw(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        HttpResponse<byte[]> part = owner.raw(path, "Range", "bytes=8-15");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(png, 8, 16));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 8-15/" + png.length);
        assertThat(owner.raw(path, "Range", "bytes=-4").body())
                .isEqualTo(Arrays.copyOfRange(png, png.length - 4, png.length));
        assertThat(owner.raw(path, "Range", "bytes=99999-").statusCode()).isEqualTo(416);
        assertThat(owner.get(path + "0").status()).isEqualTo(404);

        JsonNode drawing = sample("b.svg");
        HttpResponse<byte[]> svg =
                owner.raw(
                        "/samples/%s/files/%s"
                                .formatted(
                                        drawing.path("id").asString(),
                                        drawing.path("content")
                                                .path("file")
                                                .path("blob")
                                                .asString()));
        assertThat(header(svg, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(svg, "Content-Disposition")).startsWith("attachment").contains("b.svg");

        TestClient annotator = labeling.annotator("ann");
        assertThat(annotator.get(path).status()).isEqualTo(403);
        JsonNode assignment = Labeling.next(annotator, project);
        String shown = assignment.path("content").path("image").path("blob").asString();
        String mine = "/assignments/" + assignment.path("id").asString() + "/files/" + shown;
        assertThat(annotator.raw(mine).body()).isEqualTo(png);
        assertThat(labeling.annotator("other").get(mine).status()).isEqualTo(404);
        annotator.call("DELETE", "/assignments/" + assignment.path("id").asString(), "");
        assertThat(annotator.get(mine).status()).isEqualTo(404);
        assertThat(owner.ok("GET", "/audit/entries?limit=200", "").toString())
                .contains("\"file\":\"" + blob + "\"");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void recordsOfAnArchive_nameItsFiles() throws Exception {
        byte[] lines =
                utf8(
                        """
                        {"key": "near", "image": "img/a.png"}
                        {"key": "top", "image": "set/img/a.png"}
                        {"key": "gone", "image": "img/b.png"}
                        {"key": "up", "image": "../../a.png"}
                        {"key": "inline", "image": "data:image/png;base64,%s"}
                        {"key": "talk", "messages": [{"role": "user", "content": [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "img/a.png"}}]}, {"role": "assistant", "content": null, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{\\"x\\": 1}"}}]}, {"role": "tool", "tool_call_id": "c1", "content": "a bun"}], "tools": [{"name": "look"}]}
                        """
                                .formatted(Base64.getEncoder().encodeToString(png)));
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            add(tar, "set/img/a.png", png);
            add(tar, "set/list.jsonl", lines);
        }
        JsonNode done = imported("?name=set.tar.gz", out.toByteArray());
        assertThat(done.path("taken").asInt()).isEqualTo(4);
        assertThat(rejected(done))
                .hasSize(2)
                .anyMatch(line -> line.contains("set.tar.gz!/set/list.jsonl:3, field"))
                .anyMatch(line -> line.contains("below the archive's folder"));
        JsonNode talk = sample("talk").path("content").path("messages");
        assertThat(talk.path(0).path("content").asString()).isEqualTo("What is this?");
        assertThat(talk.path(0).path("images").path(0).path("height").asInt()).isEqualTo(20);
        assertThat(talk.path(1).path("toolCalls").path(0).path("arguments").path("x").asInt())
                .isOne();
        assertThat(talk.path(2).path("role").asString()).isEqualTo("tool");
        assertThat(sample("near").path("content").path("image"))
                .isEqualTo(sample("top").path("content").path("image"));
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content)
            throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void address_isFetchedPastTheGuard_andBlobsAreNamed() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext(
                "/a.png",
                exchange -> {
                    exchange.sendResponseHeaders(200, png.length);
                    exchange.getResponseBody().write(png);
                    exchange.close();
                });
        server.createContext(
                "/moved.png",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.2:80/a.png");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.start();
        JsonNode uploaded = owner.okBytes("/projects/" + project + "/files?name=up.png", png);
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            byte[] lines =
                    utf8(
                            """
                            {"key": "u1", "image": "%s/a.png"}
                            {"key": "u2", "image": "%s/moved.png"}
                            {"key": "u3", "image": "http://127.0.0.2/a.png"}
                            {"key": "u4", "image": {"blob": "%s"}}
                            {"key": "u5", "image": {"blob": "00"}}
                            """
                                    .formatted(base, base, uploaded.path("blob").asString()));
            JsonNode done = imported("?name=urls.jsonl", lines);
            assertThat(done.path("taken").asInt()).isEqualTo(2);
            assertThat(rejected(done))
                    .hasSize(3)
                    .anyMatch(line -> line.contains("urls.jsonl:2") && line.contains("inside"))
                    .anyMatch(line -> line.contains("urls.jsonl:3") && line.contains("inside"))
                    .anyMatch(line -> line.contains("image.blob"));
        } finally {
            server.stop(0);
        }
        assertThat(
                        owner.ok(
                                        "POST",
                                        "/projects/" + project + "/samples",
                                        "{\"key\": \"d\", \"image\": {\"blob\": \"%s\", \"name\": \"x.png\"}}"
                                                .formatted(uploaded.path("blob").asString()))
                                .path("taken")
                                .asInt())
                .isOne();
        assertThat(sample("d").path("content").path("image").path("name").asString())
                .isEqualTo("x.png");
    }

    @Test
    void rowsOfATable_areShownWhole_withTheirTypes() throws Exception {
        JsonNode done =
                imported(
                        "?name=t.csv&rows=true",
                        utf8(
                                """
                                key,name,age,share,member,born,code
                                r1,Ada,36,0.5,true,1815-12-10,007
                                r2,,41,1,false,1912-06-23,010
                                r3,too,few
                                """));
        assertThat(done.path("taken").asInt()).isEqualTo(2);
        assertThat(done.path("rejected").asInt()).isOne();
        assertThat(sample("r1").path("content").path("row").toString())
                .isEqualTo(
                        "[{\"name\":\"name\",\"type\":\"text\",\"value\":\"Ada\"},"
                                + "{\"name\":\"age\",\"type\":\"integer\",\"value\":36},"
                                + "{\"name\":\"share\",\"type\":\"number\",\"value\":0.5},"
                                + "{\"name\":\"member\",\"type\":\"boolean\",\"value\":true},"
                                + "{\"name\":\"born\",\"type\":\"date\",\"value\":\"1815-12-10\"},"
                                + "{\"name\":\"code\",\"type\":\"text\",\"value\":\"007\"}]");
        JsonNode lines =
                imported(
                        "?name=t.jsonl",
                        utf8("{\"key\": \"o\", \"row\": {\"a\": 1, \"b\": null}}"));
        assertThat(lines.path("taken").asInt()).isOne();
        assertThat(sample("o").path("content").path("kind").asString()).isEqualTo("row");
    }

    @Test
    void rollback_undoesImagesToo_andOneImageIsOneSample() throws Exception {
        JsonNode undone =
                imported(
                        "?name=two.zip&onReject=rollback",
                        zip(Map.of("a.png", png, "b.png", utf8("none"))));
        assertThat(undone.path("rolledBack").asBoolean()).isTrue();
        JsonNode one = imported("?name=loaf.png", png);
        assertThat(one.path("taken").asInt()).isOne();
        assertThat(sample("loaf.png").path("content").path("image").path("bytes").asInt())
                .isEqualTo(png.length);
    }

    /** Two pages of a TIFF, the second larger than a tile and of sixteen bits of gray. */
    private static byte[] twoPages() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (var to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            writer.prepareWriteSequence(null);
            var colour = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
            colour.setRGB(0, 0, 0xff0000);
            writer.writeToSequence(new IIOImage(colour, null, null), null);
            var gray = new BufferedImage(1100, 700, BufferedImage.TYPE_USHORT_GRAY);
            for (int x = 0; x < 1100; x++) {
                for (int y = 0; y < 700; y++) {
                    gray.getRaster().setSample(x, y, 0, x < 550 ? 0x8000 : 0x2000);
                }
            }
            writer.writeToSequence(new IIOImage(gray, null, null), null);
            writer.endWriteSequence();
        }
        return out.toByteArray();
    }

    private JsonNode ready(String tiles) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        JsonNode set = owner.ok("GET", tiles, "");
        while (set.path("state").asString().equals("cutting")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
            set = owner.ok("GET", tiles, "");
        }
        return set;
    }

    @Test
    void tiff_isCutIntoTiles_pageByPage() throws Exception {
        byte[] tiff = twoPages();
        imported("?name=papers.zip", zip(Map.of("papers.tiff", tiff)));
        JsonNode sample = sample("papers.tiff");
        JsonNode image = sample.path("content").path("image");
        assertThat(image.path("pages").path(1).path("width").asInt()).isEqualTo(1100);
        String tiles =
                "/samples/%s/files/%s/tiles/"
                        .formatted(sample.path("id").asString(), image.path("blob").asString());
        JsonNode first = ready(tiles + "1");
        assertThat(first.path("state").asString()).isEqualTo("ready");
        assertThat(first.path("levels").asInt()).isEqualTo(1);
        JsonNode second = ready(tiles + "2");
        assertThat(second.path("levels").asInt()).isEqualTo(3);
        BufferedImage corner = tile(tiles + "2/0/2-1");
        assertThat(corner.getWidth()).isEqualTo(1100 - 1024);
        assertThat(corner.getHeight()).isEqualTo(700 - 512);
        BufferedImage all = tile(tiles + "2/2/0-0");
        assertThat(all.getWidth()).isEqualTo(275);
        // Gray stays as light as it was.
        assertThat(all.getRGB(20, 20) & 0xff).isBetween(0x7e, 0x82);
        assertThat(all.getRGB(250, 20) & 0xff).isBetween(0x1e, 0x22);
        assertThat(owner.get(tiles + "2/0/3-0").status()).isEqualTo(404);
        assertThat(owner.get(tiles + "2/0/0").status()).isEqualTo(404);
        assertThat(owner.get(tiles + "3").status()).isEqualTo(404);
    }

    private BufferedImage tile(String path) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(owner.raw(path).body()));
    }
}
