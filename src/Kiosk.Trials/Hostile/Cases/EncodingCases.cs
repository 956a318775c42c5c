using System.IO.Compression;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 27 and 28: certificate objects with malicious compression or nesting.</summary>
internal static class EncodingCases
{
    private const int Attempts = 5;
    private static readonly byte[] EmptyMember = Convert.FromHexString("1F8B080000000000000303000000000000000000");
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<HostileCase> All =>
    [
        Packed("a gzip bomb of 3 MB", _ => PivCertificate.Encode(new byte[3_000_000], compressed: true)),
        Packed("a gzip bomb whose trailer lies", _ => Object(Lying(Gzip(new byte[3_000_000])), 1)),
        Packed("gzip cut in the middle", certificate => Object(Gzip(certificate)[..^40], 1)),
        Packed("gzip without its trailer", certificate => Object(Gzip(certificate)[..^8], 1)),
        Packed("a second gzip member", certificate => Object([.. Gzip(certificate), .. Gzip(certificate)], 1)),
        Packed("an empty gzip member first", certificate => Object([.. EmptyMember, .. Gzip(certificate)], 1)),
        Packed("gzip with a wrong checksum", certificate => Object(WrongChecksum(Gzip(certificate)), 1)),
        Packed("gzip that is announced as plain", certificate => Object(Gzip(certificate), 0)),
        Packed("plain that is announced as gzip", certificate => Object(certificate, 1)),
        Packed("info FF", certificate => Object(certificate, 0xFF)),
        Packed("info 02", certificate => Object(certificate, 2)),
        Packed("more than 4 kB", _ => PivCertificate.Encode(new byte[4200], compressed: false)),

        Nested("the wrapper's length past the end", inside => [0x53, 0x82, .. Length(inside.Length + 16), .. inside]),
        Nested("the certificate's length past the end", inside => Wrap([inside[0], inside[1], .. Length(inside.Length + 4096), .. inside.AsSpan(4)])),
        Nested("an indefinite length", inside => [0x53, 0x80, .. inside, 0, 0]),
        Nested("a length of five bytes", inside => [0x53, 0x85, 0, 0, 0, .. Length(inside.Length), .. inside]),
        Nested("tag 70 twice", inside => Wrap([.. inside.AsSpan(0, inside.Length - End.Length), .. inside])),
        Nested("the wrong wrapper", inside => BerTlvWriter.Encode(new BerTag(0x7C), inside)),
        Nested("the wrong order", inside => Wrap([.. End.AsSpan(0, 3), .. inside.AsSpan(0, inside.Length - End.Length), .. End.AsSpan(3)])),
        Nested("no FE at the end", inside => Wrap(inside[..^2])),
        Nested("a value in FE", inside => Wrap([.. inside.AsSpan(0, inside.Length - 2), 0xFE, 1, 0])),
        Nested("bytes after FE", inside => Wrap([.. inside, 0, 0])),
        Nested("an object after the object", inside => [.. Wrap(inside), .. Wrap(inside)]),
        Nested("MSCUID of older cards", Admit, inside => Wrap([.. inside[..^2], 0x72, 3, 1, 2, 3, 0xFE, 0])),
        Nested("MSCUID twice", inside => Wrap([.. inside[..^2], 0x72, 1, 1, 0x72, 1, 1, 0xFE, 0])),
        Nested("MSCUID before CertInfo", inside => Wrap([.. inside.AsSpan(0, inside.Length - End.Length), 0x72, 1, 1, .. End])),
        Nested("MSCUID after FE", inside => Wrap([.. inside, 0x72, 1, 1])),
        Nested("a tag 73 in the place of an MSCUID", inside => Wrap([.. inside[..^2], 0x73, 1, 1, 0xFE, 0])),
        Nested("an empty object", Reject(ReasonCode.CardNotPersonalised), _ => Wrap([])),
        Nested("an empty certificate", Reject(ReasonCode.CardNotPersonalised), _ => Wrap([0x70, 0, .. End])),
        Nested("bytes after an empty object", _ => [.. Wrap([]), 0]),
        new(28, "no certificate object", Reject(ReasonCode.CardNotPersonalised), (trial, stop) =>
            trial.TapAsync(trial.Pki.Member.Image() with { Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>() }, stop)),
        Nested("a hundred tags inside one another", inside => Enumerable.Range(0, 100).Aggregate(inside, (nested, _) => BerTlvWriter.Encode(new BerTag(0x7C), nested))),
    ];

    /// <summary>Tags 71 and FE of a plain certificate.</summary>
    private static byte[] End => [0x71, 1, 0, 0xFE, 0];

    private static HostileCase Packed(string name, Func<byte[], byte[]> make) => new(27, name, Reject(ReasonCode.CardMalformed), async (trial, stop) =>
    {
        var image = trial.Pki.Member.WithObject(make(trial.Pki.Member.Certificate.ToArray()));
        await trial.TapAsync(image, stop);

        // Takes the best of several taps, because load from other programs is not the parser's fault.
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && best > MaxDelay; attempt++)
        {
            trial.Time.Advance(TimeSpan.FromSeconds(5));
            var begun = TimeProvider.System.GetTimestamp();
            await trial.TapAgainAsync(image, stop);
            var elapsed = TimeProvider.System.GetElapsedTime(begun);
            best = elapsed - trial.WireTime < best ? elapsed - trial.WireTime : best;
        }

        trial.Expect(best <= MaxDelay, $"The refusal took {best.TotalMilliseconds:0} ms.");
    });

    /// <param name="build">Builds an object from a valid card's tags 70, 71 and FE.</param>
    private static HostileCase Nested(string name, Func<byte[], byte[]> build) => Nested(name, Reject(ReasonCode.CardMalformed), build);

    private static HostileCase Nested(string name, Answer expected, Func<byte[], byte[]> build) => new(28, name, expected, (trial, stop) =>
        trial.TapAsync(trial.Pki.Member.WithObject(build([.. BerTlvWriter.Encode(new BerTag(0x70), trial.Pki.Member.Certificate.Span), .. End])), stop));

    private static byte[] Wrap(byte[] inside) => BerTlvWriter.Encode(new BerTag(0x53), inside);

    private static byte[] Length(int length) => [(byte)(length >> 8), (byte)(length & 0xFF)];

    private static byte[] Object(byte[] packed, byte info) => Wrap([.. BerTlvWriter.Encode(new BerTag(0x70), packed), .. BerTlvWriter.Encode(new BerTag(0x71), [info]), 0xFE, 0x00]);

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Claims a length of 500 bytes.</summary>
    private static byte[] Lying(byte[] member) => [.. member.AsSpan(0, member.Length - 4), 0xF4, 0x01, 0, 0];

    private static byte[] WrongChecksum(byte[] member)
    {
        member[^8] ^= 1;
        return member;
    }
}
