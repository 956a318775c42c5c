using System.Formats.Asn1;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Journal;
using Kiosk.Service.Tests.Journal;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Properties;
using Kiosk.Verification;

namespace Kiosk.Service.Tests.Properties;

/// <summary>Any bytes at all, and bytes that differ little from good ones, are read or refused with the parser's own exception.</summary>
public sealed class ParserProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);
    private static readonly byte[] Key = [1, 2, 3];
    private static readonly byte[] Signature = TestPki.Issue().Evidence().Answer.ToArray();
    private static readonly byte[] Entries = CrlParser.Parse(TestTrust.ListOf(TestPki.Issuing, new(new byte[] { 7 }, TestPki.Yesterday), new(new byte[] { 9 }, TestPki.Yesterday))).Entries.ToArray();
    private static readonly ChainLink Begin = new(0, new byte[JournalFrame.HashLength]);

    [Fact]
    public void EcdsaSignature_never_throws() => Holds<NeverException>([Signature], bytes =>
    {
        _ = EcdsaSignature.IsWellFormed(bytes, EllipticCurve.P256);
        _ = EcdsaSignature.IsWellFormed(bytes, EllipticCurve.P384);
    });

    [Fact]
    public void X509Time() => Holds<AsnContentException>(
        ["\u0017\u000D261122080000Z"u8.ToArray(), "\u0018\u000F20611122080000Z"u8.ToArray()],
        bytes => Kiosk.Verification.X509Time.Read(new AsnReader(bytes, AsnEncodingRules.DER), X509Reading.Strict));

    [Fact]
    public void CrlTime_reads_what_X509Time_reads() => Holds<AsnContentException>(["\u0017\u000D261122080000Z"u8.ToArray(), "\u0018\u000F20611122080000Z"u8.ToArray()], bytes =>
    {
        var reader = new DerReader(bytes);
        Assert.Equal(Kiosk.Verification.X509Time.Read(new AsnReader(bytes, AsnEncodingRules.DER), X509Reading.Strict), CrlTime.Read(ref reader, X509Reading.Strict));
    });

    [Fact]
    public void CrlEntryReader() => Holds<CrlException>([Entries], bytes =>
    {
        var reader = new Kiosk.Verification.CrlEntryReader(bytes);
        while (reader.MoveNext())
        {
            Assert.InRange(reader.Length, 1, bytes.Length);
        }
    });

    [Fact]
    public void DerReader() => Holds<AsnContentException>([TestPki.Issuing.Certificate.ToArray()], bytes =>
    {
        var reader = new Kiosk.Verification.DerReader(bytes);
        while (reader.HasData)
        {
            reader.Read(reader.NextTag);
        }
    });

    [Fact]
    public void CardProfile_JSON() => Holds<CardProfileException>([CardProfile.Default.ToJson()], bytes => CardProfile.Parse(bytes, "profile.json"));

    [Fact]
    public void ModeSelection_JSON() => Holds<JsonException>([new ModeSelection("meeting", "dai-hoi-2026").ToJson()], bytes => ModeSelection.Parse(bytes));

    [Fact]
    public void CurrentPointer() => Holds<NeverException>([new Service.Cache.CurrentPointer(42, 1000).Encode()], bytes =>
        Assert.True(Service.Cache.CurrentPointer.Parse(bytes) is not { } pointer || pointer.Encode().AsSpan().SequenceEqual(bytes)));

    [Fact]
    public void SegmentHeader() => Holds<NeverException>([Service.Journal.SegmentHeader.Encode(1, Begin, JournalSamples.Terminal)], bytes =>
        Assert.True(Service.Journal.SegmentHeader.ReadTerminalId(bytes, out var length) is null || length <= bytes.Length));

    [Fact]
    public void JournalFrame_examined_is_in_order_only_if_it_was_written_so()
    {
        var record = JournalSamples.Arrival(1);
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, Begin, frame);

        Holds<NeverException>([frame], bytes =>
        {
            if (JournalFrame.Examine(bytes, Begin) == FrameFault.None)
            {
                Assert.Equal(frame, bytes);
                JournalSamples.AssertSame(record, JournalFrame.Decode(bytes).Record);
            }
        });
    }

    [Fact]
    public void SealedRow_gives_back_what_it_was_given_and_finds_every_edit()
    {
        var seal = new RowSeal(Enumerable.Range(0, RowSeal.KeyLength).Select(number => (byte)number).ToArray());
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), value => Read(seal, Sealed(seal, value)) is { } back && back.AsSpan().SequenceEqual(value)).Check(Many);

        var row = Sealed(seal, Enumerable.Range(0, 300).Select(number => (byte)(number % 251)).ToArray());
        Holds<NeverException>([row], bytes => Assert.True(Read(seal, bytes) is null || bytes.AsSpan().SequenceEqual(row)));
    }

    private static byte[] Sealed(RowSeal seal, byte[] value) => SealedRow.Write(seal, Key, value, "before"u8, new byte[value.Length + 64]).ToArray();

    private static byte[]? Read(RowSeal seal, byte[] row) => SealedRow.TryRead(seal, Key, row, out var value, out _) ? value.ToArray() : null;

    private static void Holds<TOwn>(byte[][] samples, Action<byte[]> parse)
        where TOwn : Exception
    {
        foreach (var sample in samples)
        {
            parse(sample);
            Prop.ForAll(ArbMap.Default.ArbFor<(int, byte)[]>(), edits => Parsing.ReadsOrRefuses<TOwn>(() => parse(Parsing.Edit(sample, edits)))).Check(Many);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Parsing.ReadsOrRefuses<TOwn>(() => parse(bytes))).Check(Many);
    }

    /// <summary>Thrown by nobody: the own exception of what never throws.</summary>
    private sealed class NeverException : Exception;
}
