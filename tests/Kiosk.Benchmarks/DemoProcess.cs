using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Kiosk.Service.Page;

namespace Kiosk.Benchmarks;

/// <summary>The published demo, driven through the requests of its page.</summary>
internal sealed partial class DemoProcess : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private DemoProcess(Process process, Uri page)
    {
        this.process = process;
        http = new() { BaseAddress = new Uri(page.GetLeftPart(UriPartial.Path)) };
        http.DefaultRequestHeaders.Add(PageGuard.TokenHeader, page.Query[$"?{PageGuard.TokenParameter}=".Length..]);
    }

    /// <summary>VmRSS, in MB of 1,000,000 bytes.</summary>
    public double ResidentMegabytes =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..^2]) * 1024 / 1e6;

    /// <exception cref="InvalidOperationException">It exited before it printed an address.</exception>
    public static async Task<DemoProcess> StartAsync()
    {
        // Keep its input open: the demo exits when it ends.
        var demo = Process.Start(new ProcessStartInfo(Programs.Shipped, ["demo"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        while (await demo.StandardOutput.ReadLineAsync() is { } line)
        {
            if (PageAddress.Match(line) is { Success: true, Value: var address })
            {
                // Drain the output, because a full pipe would block the demo.
                _ = demo.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new(demo, new Uri(address));
            }
        }

        throw new InvalidOperationException("kiosk demo ended before it gave its page's address.");
    }

    /// <summary>Reads the page's event stream like a browser and discards it.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    /// <summary>Presents a card and waits for the result.</summary>
    public async Task TapAsync(int card)
    {
        using var body = new StringContent($$"""{"card":{{card}}}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.PostAsync(new Uri("tap", UriKind.Relative), body);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        http.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/page/\?token=\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex PageAddress { get; }
}
