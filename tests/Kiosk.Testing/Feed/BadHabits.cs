using System.IO.Compression;

namespace Kiosk.Testing.Feed;

/// <summary>Observed misbehaviour of servers and networks, by name (case 11-feed-http).</summary>
internal static class BadHabits
{
    private static readonly byte[] Page = "<!DOCTYPE html><html><head><meta http-equiv=\"refresh\" content=\"0;url=http://login.example/\"></head><body>Login</body></html>"u8.ToArray();

    public static Func<WebQuestion, WebAnswer?> Named(string name) => name switch
    {
        "plain" => _ => null,
        "gzip" => question => question.File is { } file ? new(200, Gzip(file)) { Headers = ["Content-Encoding: gzip"] } : null,
        "gzip without a label" => question => question.File is { } file ? new(200, Gzip(file)) : null,
        "br label" => question => question.Path.EndsWith(".br", StringComparison.Ordinal) ? new(200, question.File!) { Headers = ["Content-Encoding: br"] } : null,
        "chunked" => question => question.File is { } file ? new(200, file) { IsChunked = true } : null,
        "HTTP/1.0" => question => question.File is { } file ? new(200, file) { IsOld = true, SaysLength = false } : null,
        "portal" => _ => Html(),
        "portal without a length" => _ => new(200, Page) { SaysLength = false },
        "portal by redirect" => question => question.Path == "/login" ? Html() : To("/login"),
        "portal elsewhere" => _ => To("http://login.example/"),
        "portal 511" => _ => new(511, Page),
        "portal for targets" => question => question.IsTarget ? Html() : null,
        "portal once, then ranges" => question => question.IsTarget && question.Times == 1 ? Html() : Rest(question),
        "soft 404" => question => question.File is null ? Html() : null,
        "403 for 404" => question => question.File is null ? new(403, "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"u8.ToArray()) : null,
        "410 for 404" => question => question.File is null ? new(410, []) : null,
        "redirect for 404" => question => question.File is null ? To("/404.html") : null,
        "redirect once" => question => question.File is null || question.Path.EndsWith("?again", StringComparison.Ordinal) ? null : To(question.Path + "?again"),
        "redirect to a file" => _ => To("file:///etc/passwd"),
        "redirect in a circle" => question => To(question.Path == "/a" ? "/b" : "/a"),
        "redirect without end" => question => To(question.Path + "x"),
        "redirect to garbage" => _ => To("http://["),
        "redirect to nowhere" => _ => new(302, []),
        "always 304" => question => question.File is null ? null : new(304, []),
        "503 at first" => question => question.File is not null && question.Times == 1 ? new(503, "busy"u8.ToArray()) { Headers = ["Retry-After: 1"] } : null,
        "429" => question => question.File is null ? null : new(429, "slow down"u8.ToArray()) { Headers = ["Retry-After: 3600"] },
        "401" => _ => new(401, []) { Headers = ["WWW-Authenticate: Basic"] },
        "407" => _ => new(407, []) { Headers = ["Proxy-Authenticate: Basic"] },
        "500" => question => question.File is null ? null : new(500, Page),
        "cut" => question => question.IsTarget && question.Times == 1 ? Half(question) : null,
        "cut without a length" => question => question.IsTarget && question.Times == 1 ? Half(question) with { SaysLength = false } : null,
        "wrong range" => question => question is { IsTarget: true, Times: 1 } ? Half(question) : question is { IsTarget: true, Range: not null } ? new(206, question.File!) { Headers = [$"Content-Range: bytes 0-{question.File!.Length - 1}/{question.File.Length}"] } : null,
        "range in parts" => question => question is { IsTarget: true, Times: 1 } ? Half(question) : question is { IsTarget: true, Range: not null } ? new(206, [.. "--x\r\n\r\n"u8, .. question.File!]) { Headers = ["Content-Type: multipart/byteranges; boundary=x"] } : null,
        "416" => question => question is { IsTarget: true, Times: 1 } ? Half(question) : question is { IsTarget: true, Range: not null } ? new(416, []) { Headers = [$"Content-Range: bytes */{question.File!.Length}"] } : null,
        "byte order mark" => question => question is { File: { } file, IsJson: true } ? new(200, [0xEF, 0xBB, 0xBF, .. file]) : null,
        "CR LF" => question => question is { File: { } file, IsJson: true } ? new(200, [.. file.SelectMany(one => one == (byte)'\n' ? "\r\n"u8.ToArray() : [one])]) : null,
        "injected script" => question => question is { File: { } file, IsTarget: false } ? new(200, [.. file, .. "<script src=//isp.example/ad.js></script>"u8]) : null,
        "empty" => question => question.File is not null && question.IsJson ? new(200, []) : null,
        "no web server" => _ => new(0, []) { Raw = "SSH-2.0-OpenSSH_9.2\r\n" },
        "hangs up" => _ => new(0, []) { Raw = "" },
        "members never end" => question => question.IsTarget && question.Path.Contains("members", StringComparison.Ordinal) ? new(200, question.File!) { CutAfter = 300, Hangs = true } : null,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such habit."),
    };

    private static WebAnswer Html() => new(200, Page) { Headers = ["Content-Type: text/html"] };

    private static WebAnswer To(string location) => new(302, []) { Headers = [$"Location: {location}"] };

    private static WebAnswer Half(WebQuestion question) => new(200, question.File!) { CutAfter = question.File!.Length / 2 };

    private static WebAnswer? Rest(WebQuestion question)
    {
        if (question is not { Range: { } range, File: { } file })
        {
            return null;
        }

        var from = int.Parse(range.TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
        return from < file.Length
            ? new(206, file[from..]) { Headers = [$"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}"] }
            : new(416, []) { Headers = [$"Content-Range: bytes */{file.Length}"] };
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
