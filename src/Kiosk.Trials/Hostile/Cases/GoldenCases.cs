using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 1 and 7: valid cards of every make, which must be admitted.</summary>
internal static class GoldenCases
{
    private const string PrivateExtension = "1.3.6.1.4.1.55555.1";
    private static readonly byte[] FascN = Convert.FromHexString("D13810D828AF2C1084353F1484D81B7385A16858210842C3EB");

    public static IEnumerable<HostileCase> All =>
    [
        new(1, "P-256", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.Image(), stop)),
        new(1, "P-384", Admit, (trial, stop) => trial.TapAsync(trial.Pki.OnP384.Image(), stop)),
        new(1, "RSA-2048", Admit, (trial, stop) => trial.TapAsync(trial.Pki.OnRsa2048.Image(), stop)),
        new(1, "RSA-3072", Admit, (trial, stop) => trial.TapAsync(trial.Pki.OnRsa3072.Image(), stop)),
        new(1, "certificate compressed with gzip", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.Compressed(), stop)),
        new(1, "other names before the UUID", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.WithUris("https://example.org/", UrnOf(trial)).Image(), stop)),
        new(1, "other names after the UUID", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.WithUris(UrnOf(trial), "https://example.org/").Image(), stop)),
        new(1, "FASC-N beside the UUID", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.With(CardExtensions.SubjectAltName([UrnOf(trial)], FascN)).Image(), stop)),
        new(1, "certificate of 2 kB with chained answers", Admit, (trial, stop) => trial.TapAsync(trial.Pki.Member.With(Padding(1500)).Image(), stop)),
        new(7, "high s", Admit, (trial, stop) => TapWithTwinAsync(trial, isHigh: true, stop)),
        new(7, "low s", Admit, (trial, stop) => TapWithTwinAsync(trial, isHigh: false, stop)),
        new(7, "both twins in turn are one arrival", [Admit, new(AnswerKind.AlreadyIn, ReasonCode.AdmissionAlreadyIn)], TapBothTwinsAsync),
    ];

    private static string UrnOf(Trial trial) => $"urn:uuid:{trial.Pki.Member.Uuid:D}";

    private static Task TapWithTwinAsync(Trial trial, bool isHigh, CancellationToken cancellationToken) =>
        trial.TapAsync(trial.Pki.Member.Image(), digest => Normalised(trial.Pki.Member.Key.SignHash(digest.Span), isHigh), cancellationToken);

    private static async Task TapBothTwinsAsync(Trial trial, CancellationToken cancellationToken)
    {
        await TapWithTwinAsync(trial, isHigh: false, cancellationToken);
        trial.Time.Advance(TimeSpan.FromSeconds(5));
        await TapWithTwinAsync(trial, isHigh: true, cancellationToken);
    }

    private static byte[] Normalised(byte[] signature, bool isHigh) =>
        EcdsaForgery.Read(signature).S > EcdsaForgery.Order / 2 == isHigh ? signature : EcdsaForgery.Twin(signature);

    /// <summary>An unknown extension that is not critical.</summary>
    private static X509Extension Padding(int length) =>
        new(PrivateExtension, [0x04, 0x82, (byte)(length >> 8), (byte)(length & 0xFF), .. Enumerable.Repeat((byte)0xA5, length)], critical: false);
}
