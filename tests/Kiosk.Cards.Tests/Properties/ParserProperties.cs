using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Properties;

namespace Kiosk.Cards.Tests.Properties;

/// <summary>Random bytes and mutated valid input either parse or are rejected with the parser's own exception.</summary>
public sealed class ParserProperties
{
    private const int Max = 8192;
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly byte[] Certificate = TestCard.WithP256().Certificate();
    private static readonly byte[] RsaCertificate = TestCard.WithRsa(2048).Certificate();
    private static readonly byte[] ImageJson = Encoding.UTF8.GetBytes(TestCard.WithP256().WithFault("0087", new CardImageFault.Delay(TimeSpan.FromSeconds(1))).ToJson());

    private static readonly byte[] EvidenceJson = Encoding.UTF8.GetBytes(CardEvidenceJson.ToJson(new CardEvidence.Piv(
        CardReadingProfile.Default.Applications[0], Certificate, new CardChallenge("HN-01", new byte[CardChallenge.NonceLength]), 0x11, new byte[70], TimeSpan.FromMilliseconds(52), new byte[50])));

    private static readonly byte[] ChuidValue = new Chuid(
        new byte[25], new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), new DateOnly(2030, 1, 1), Chuid.EncodeSignedContent(new byte[25], new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]), new DateOnly(2030, 1, 1)), new byte[80]).Encode();

    [Fact]
    public void BerTlvReader() => Holds<BerTlvException>([PivCertificate.Encode(Certificate, compressed: false)], bytes => Walk(new BerTlvReader(bytes)));

    [Fact]
    public void BerTag_never_throws() => Holds<NeverException>([[0x5F, 0xC1, 0x01]], bytes => _ = BerTag.TryRead(bytes, out _));

    [Fact]
    public void BerTlvWriter_and_reader_agree() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), value =>
    {
        var reader = new BerTlvReader(BerTlvWriter.Encode(new BerTag(0x53), value));
        return reader.Read(new BerTag(0x53)).SequenceEqual(value) && reader.IsAtEnd;
    }).Check(Many);

    [Fact]
    public void PivCertificate_plain_and_compressed() => Holds<CardMalformedException>(
        [PivCertificate.Encode(Certificate, compressed: false), PivCertificate.Encode(Certificate, compressed: true)], bytes => PivCertificate.Parse(bytes, Max));

    [Fact]
    public void GzipMember_never_yields_more_than_allowed() =>
        Holds<CardMalformedException>([GzipMember.Compress(Certificate)], bytes => Assert.InRange(GzipMember.Decompress(bytes, Max).Length, 0, Max));

    [Fact]
    public void GzipMember_and_its_writer_agree() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(content => content.Length > 0), content => GzipMember.Decompress(GzipMember.Compress(content), Max).SequenceEqual(content)).Check(Many);

    [Fact]
    public void CertificateKey() => Holds<CardException>([Certificate, RsaCertificate], bytes => Cards.Piv.CertificateKey.Read(bytes));

    [Fact]
    public void Chuid_is_read_or_refused() => Holds<CardMalformedException>([ChuidValue], bytes => Chuid.Parse(bytes));

    [Fact]
    public void PivAuthentication_response() => Holds<CardMalformedException>([[0x7C, 0x06, 0x82, 0x04, 1, 2, 3, 4]], bytes => PivAuthentication.ParseResponse(bytes));

    [Fact]
    public void AnswerToReset_never_throws() => Holds<NeverException>([Convert.FromHexString("3B8F8001804F0CA000000306030001000000006A"), Convert.FromHexString("3B058073000040")], bytes =>
    {
        var atr = new AnswerToReset(bytes);
        _ = (atr.IsStorageCard, atr.AllowsExtendedLength);
    });

    [Fact]
    public void ResponseApdu() => Holds<CardRemovedException>([[1, 2, 0x90, 0x00]], bytes => Cards.Iso7816.ResponseApdu.Parse(bytes));

    [Fact]
    public void CommandApdu_reads_what_it_writes_and_nothing_else() => Holds<NeverException>([Convert.FromHexString("00CB3FFF055C035FC10100"), Convert.FromHexString("00A4040005A0000000031000")], bytes =>
        Assert.True(CommandApduParser.ParseShort(bytes) is not { } command || command.Encode().AsSpan().SequenceEqual(bytes)));

    [Fact]
    public void CardImage_JSON() => Holds<CardImageException>([ImageJson], bytes => CardImage.Parse(bytes, "card.json"));

    [Fact]
    public void CardEvidence_JSON() => Holds<CardEvidenceException>([EvidenceJson], bytes => CardEvidenceJson.Parse(bytes));

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

    private static void Walk(BerTlvReader reader)
    {
        while (!reader.IsAtEnd)
        {
            var rest = reader;
            var tag = reader.Read().Tag;
            if (tag.IsConstructed)
            {
                Walk(rest.Enter(tag));
            }
        }
    }

    /// <summary>Stands for the exception of a parser that never throws. Nothing throws it.</summary>
    private sealed class NeverException : Exception;
}
