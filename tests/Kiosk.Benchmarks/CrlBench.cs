using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Revocation;

namespace Kiosk.Benchmarks;

/// <summary>
/// Verifying and indexing a 40 MB CRL with a million entries, compared with <c>openssl crl</c> verifying the signature of the same file; and the growth in memory
/// of our process.
/// </summary>
internal static class CrlBench
{
    public const string Verb = "index-crl";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var folder = new BenchFolder();
        var (list, anchor) = (folder.At("million.crl"), folder.At("issuer.pem"));
        await File.WriteAllBytesAsync(list, MillionEntries.Issue(nextUpdate: TestPki.Now.AddDays(30), crlNumber: 1));
        await File.WriteAllTextAsync(anchor, PemEncoding.WriteString("CERTIFICATE", TestPki.Issuing.Certificate.Span));
        var growth = await GrowthOfChildAsync(list, anchor);
        var both = SideBySide.Measure(1, size == BenchSize.Quick ? 5 : 15, () => Index(list, anchor), () => CheckByOpenSsl(list, anchor));
        return
        [
            both.ToFigure("crl.check-and-index-million", 1.0),
            new Figure("crl.resident-growth", growth, "MB", 150, $"a file of {new FileInfo(list).Length / 1e6:0} MB"),
        ];
    }

    /// <summary>Runs in the child process: indexes a CRL and prints the peak growth of the resident set in bytes.</summary>
    /// <param name="paths">The CRL's file and the issuer certificate's.</param>
    public static int RunChild(string[] paths)
    {
        var before = Resident("VmRSS:");
        Index(paths[0], paths[1]);
        Console.WriteLine(Resident("VmHWM:") - before);
        return 0;
    }

    private static void Index(string list, string anchor)
    {
        var issuer = Certificate.Parse(DerOf(anchor));
        var index = StreamedCrl.Check(() => new FileStream(list, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0), [issuer], AlgorithmPolicy.Default).Index();
        if (index.Count != MillionEntries.Count)
        {
            throw new InvalidOperationException($"{index.Count} entries were indexed, not {MillionEntries.Count}.");
        }
    }

    private static byte[] DerOf(string pemFile)
    {
        var pem = File.ReadAllText(pemFile);
        return Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
    }

    private static void CheckByOpenSsl(string list, string anchor)
    {
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["crl", "-inform", "DER", "-in", list, "-CAfile", anchor, "-noout"]) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = openssl.StandardError.ReadToEnd();
        openssl.WaitForExit();
        if (openssl.ExitCode != 0 || !said.Contains("verify OK", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"openssl does not find the list in order: {said}");
        }
    }

    private static async Task<double> GrowthOfChildAsync(string list, string anchor)
    {
        using var child = Process.Start(new ProcessStartInfo(Programs.Itself, [Verb, list, anchor]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return long.Parse(said, CultureInfo.InvariantCulture) / 1e6;
    }

    private static long Resident(string line) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(text => text.StartsWith(line, StringComparison.Ordinal))[line.Length..].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture);
}
