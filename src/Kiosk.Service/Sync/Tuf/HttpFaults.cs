using System.Net.Sockets;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Translates HTTP responses and errors into fetch failures.</summary>
internal static class HttpFaults
{
    private const string AsItIs = "Have the server, and any proxy before it, give the feed's files as they are.";
    private const string Later = "What came is kept; the next sync goes on from there.";
    private const string ByItself = "Nothing need be done: the terminal asks again by itself.";

    /// <summary>A page where a file was expected.</summary>
    public static FetchFault Page { get; } = new(
        "a web page came instead: the login page of the network (a captive portal), or the server's error page (a soft 404)",
        "Let the terminal through the network's login; if there is none, have the server give the feed's files, and 404 for what it does not have.");

    /// <summary>A page for every file requested.</summary>
    public static FetchFault Portal { get; } = new(
        "a web page came instead, as for every other file: the network asks for a login first (a captive portal), or Kiosk:Sync:Feed is the address of a web site",
        "Log in to the network, or have its owner let the terminal through; else correct the address.");

    public static FetchFault Closed { get; } = new("the connection broke off before the end", Later);

    /// <returns>Null if, by its headers, the response body is the file.</returns>
    public static FetchOutcome.Failed? Find(HttpResponseMessage response, Uri address) => (int)response.StatusCode switch
    {
        200 => FindPacking(response, address),
        // Object stores answer 403 for missing files.
        403 => new FetchOutcome.NotFound(new("the server does not have it, or does not give it to everybody (HTTP 403)", "Have the desk's whole feed served.")),
        404 or 410 => new FetchOutcome.NotFound(new($"not on the server (HTTP {(int)response.StatusCode})", "Have the desk's whole feed served.")),
        401 => new FetchOutcome.Foreign(new("the server asks for a password (HTTP 401)", "Have the feed served to everybody: it is signed, and its members are sealed.")),
        407 => new FetchOutcome.Foreign(new("the network's proxy asks for a password (HTTP 407)", "Have the proxy let the terminal through.")),
        511 => new FetchOutcome.Foreign(new("the network asks for a login first (a captive portal: HTTP 511)", "Log in to the network, or have its owner let the terminal through.")),
        206 => new FetchOutcome.Foreign(new("the server gives a part (HTTP 206) where the whole was asked for", AsItIs)),
        304 => new FetchOutcome.Foreign(new("the server says that it has not changed (HTTP 304), which nobody asked", AsItIs)),
        429 or 503 => new FetchOutcome.Unreachable(new($"the server asks to come back later (HTTP {(int)response.StatusCode}{Wait(response)})", ByItself)),
        >= 500 and var status => new FetchOutcome.Unreachable(new($"the server has failed (HTTP {status})", "The next sync asks again; if it stays so, tell whoever runs the server.")),
        var status => new FetchOutcome.Foreign(new($"the server answers HTTP {status}, and gives no file", AsItIs)),
    };

    /// <summary>The fault for a missing or malformed response.</summary>
    public static FetchFault Of(Exception exception, Uri address) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new($"the server cannot be reached: its name {address.IdnHost} is not known here", "Check the terminal's network and name server (DNS), and the address in Kiosk:Sync:Feed."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new($"no secure connection to {address.Authority}: its certificate is not one that this machine trusts for that name and time", "Check the terminal's clock, and that no proxy answers in the server's place."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: SocketException { SocketErrorCode: var error } } =>
            new($"the server {address.Authority} cannot be reached: {Of(error)}", "Check the terminal's network, and whether the server runs."),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            new($"the network's proxy lets nothing through to {address.Authority}", "Have the proxy let the terminal through."),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => new($"the server {address.Authority} cannot be reached: it hangs up without an answer", "The next sync asks again; if it stays so, tell whoever runs the server."),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded } =>
            new($"what answers at {address.Authority} is no web server", "Check the address in Kiosk:Sync:Feed, and what is in between."),
        _ => new($"the server {address.Authority} cannot be reached", "Check the terminal's network, and the address in Kiosk:Sync:Feed."),
    };

    public static FetchFault TooLate(TimeSpan limit) => new($"the server does not answer within {limit.TotalSeconds:0} s", Later);

    public static FetchFault Silent(TimeSpan limit) => new($"the server stopped sending for {limit.TotalSeconds:0} s", Later);

    public static FetchFault TooSlow(int minBytesPerSecond) => new($"the server sends less than {minBytesPerSecond} bytes a second", Later);

    /// <param name="beginning">The first bytes of the file.</param>
    public static FetchFault TooLong(ReadOnlySpan<byte> beginning, long max) => new(
        beginning.IndexOf("\r\n"u8) >= 0 && beginning.IndexOfAnyInRange((byte)0, (byte)8) < 0
            ? "longer than the desk signed it, with other line ends (CR LF): the server or somebody on the way changes text files"
            : "longer than the desk signed it: the server or somebody on the way adds to it",
        AsItIs,
        $"more than {max} bytes");

    private static FetchOutcome.Foreign? FindPacking(HttpResponseMessage response, Uri address)
    {
        // Servers also label files whose name says that they are compressed; then the bytes are the file's own.
        var labels = response.Content.Headers.ContentEncoding.Where(label => label != "identity" && !address.AbsolutePath.EndsWith("." + label, StringComparison.Ordinal)).ToList();
        return labels.Count == 0 ? null : new(new($"the server packs it (Content-Encoding: {Printable(labels[0])}) although it was asked not to", "Switch compression off for the feed at the server, and at any proxy before it."));
    }

    private static string Wait(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta is { } wait ? $", in {wait.TotalSeconds:0} s" : "";

    private static string Printable(string label) => label.Length <= 20 && label.All(char.IsAsciiLetterOrDigit) ? label : "an unknown one";

    private static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "nothing answers on that port (connection refused)",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => "there is no way to it in this network",
        SocketError.TimedOut => "it does not answer",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "it hangs up",
        _ => $"the connection fails ({error})",
    };
}
