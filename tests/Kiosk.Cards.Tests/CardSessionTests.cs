#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;
using Kiosk.Testing.Pki;

namespace Kiosk.Cards.Tests;

public sealed class CardSessionTests
{
    private readonly CardTable table = new(new ManualTimeProvider());

    [Fact]
    public async Task A_P256_card_signs_the_digest_of_its_challenge()
    {
        var image = TestCard.WithP256();

        var evidence = await Evidence(image);

        Assert.Equal(PivKeyAlgorithm.EcP256, evidence.KeyAlgorithm);
        Assert.Equal(image.Certificate(), evidence.Certificate.ToArray());
        Assert.True(VerifiesEc(evidence, HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task A_P384_card_signs_a_SHA384_digest()
    {
        var evidence = await Evidence(TestCard.WithP384());

        Assert.Equal(PivKeyAlgorithm.EcP384, evidence.KeyAlgorithm);
        Assert.True(VerifiesEc(evidence, HashAlgorithmName.SHA384));
    }

    [Theory]
    [InlineData(2048, PivKeyAlgorithm.Rsa2048)]
    [InlineData(3072, PivKeyAlgorithm.Rsa3072)]
    public async Task An_RSA_card_signs_the_block_that_the_terminal_padded(int bits, byte algorithm)
    {
        var evidence = await Evidence(TestCard.WithRsa(bits));

        Assert.Equal(algorithm, evidence.KeyAlgorithm);
        using var certificate = X509CertificateLoader.LoadCertificate(evidence.Certificate.Span);
        using var key = certificate.GetRSAPublicKey()!;
        var digest = evidence.Challenge.Digest(evidence.Certificate.Span, HashAlgorithmName.SHA256);
        Assert.True(key.VerifyHash(digest, evidence.Answer.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task A_compressed_certificate_is_unpacked()
    {
        var image = TestCard.WithP256();
        var certificate = image.Certificate();

        var evidence = await Evidence(image.WithObject(PivDataObject.CardAuthenticationCertificate, PivCertificate.Encode(certificate, compressed: true)));

        Assert.Equal(certificate, evidence.Certificate.ToArray());
        Assert.True(VerifiesEc(evidence, HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task A_certificate_of_2_kB_comes_in_chained_answers()
    {
        var image = TestCard.WithLongCertificate(padding: 1700);

        var evidence = await Evidence(image);

        Assert.InRange(evidence.Certificate.Length, 2000, 2300);
        Assert.True(VerifiesEc(evidence, HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task Two_reads_of_one_card_have_different_challenges()
    {
        var image = TestCard.WithP256();

        var first = await Evidence(image);
        var second = await Evidence(image);

        Assert.NotEqual(first.Challenge.Nonce.ToArray(), second.Challenge.Nonce.ToArray());
        Assert.Equal(CardTable.TerminalId, first.Challenge.TerminalId);
    }

    [Fact]
    public async Task The_CHUID_is_read_only_where_the_profile_asks_for_it()
    {
        var image = TestCard.WithP256().WithObject(PivDataObject.CardHolderUniqueIdentifier, new byte[] { 0x53, 0x02, 0x0A, 0x0B });
        var asking = new CardTable(new ManualTimeProvider()) { Reading = CardTable.Profile with { ReadsChuid = true } };

        var with = EvidenceIn(await asking.Tap(image, CancellationToken.None));
        var absent = EvidenceIn(await asking.Tap(TestCard.WithP256(), CancellationToken.None));
        var without = await Evidence(image);

        Assert.Equal([0x0A, 0x0B], with.Chuid!.Value.ToArray());
        Assert.Null(absent.Chuid);
        Assert.Null(without.Chuid);
    }

    [Fact]
    public async Task The_next_AID_of_the_profile_is_tried_where_the_first_is_not_found()
    {
        var shortName = ApplicationIdentifier.Parse("A00000030800001000");

        var evidence = await Evidence(TestCard.WithP256() with { Application = shortName });

        Assert.Equal(shortName, evidence.Application);
    }

    [Fact]
    public async Task A_card_of_another_kind_is_unsupported()
    {
        var bankCard = TestCard.WithP256() with { Application = ApplicationIdentifier.Parse("A0000000041010") };

        Assert.IsType<CardReadResult.Unsupported>(await table.Tap(bankCard, CancellationToken.None));
    }

    [Theory]
    [InlineData("6D00")]
    [InlineData("6E00")]
    [InlineData("6A81")]
    [InlineData("6999")]
    [InlineData("6700")]
    public async Task A_card_that_knows_no_SELECT_by_name_is_unsupported(string statusWord)
    {
        var fault = new CardImageFault.Status(new StatusWord(Convert.ToUInt16(statusWord, 16)));

        Assert.IsType<CardReadResult.Unsupported>(await table.Tap(TestCard.WithP256().WithFault("00A4", fault), CancellationToken.None));
    }

    [Fact]
    public async Task A_storage_card_is_refused_without_a_command()
    {
        var arrival = ScriptedReader.Arrival with { AnswerToReset = new AnswerToReset(Convert.FromHexString("3B8F8001804F0CA000000306030001000000006A")) };

        Assert.IsType<CardReadResult.Unsupported>(await Read(new ScriptedReader(), arrival));
    }

    [Theory]
    [InlineData("6A82", "not found")]
    [InlineData("53009000", "is empty")]
    [InlineData("53077000710100FE009000", "is empty")]
    public async Task A_card_without_a_card_authentication_certificate_is_not_personalised(string answer, string detail)
    {
        var card = new ScriptedConnection().On("00A4", "9000").On("00CB", answer);

        var faulted = Assert.IsType<CardReadResult.Faulted>(await Read(new ScriptedReader(card), ScriptedReader.Arrival));

        Assert.Equal(CardFault.NotPersonalised, faulted.Fault);
        Assert.Contains(detail, faulted.Detail, StringComparison.Ordinal);
        Assert.Contains("5FC101", faulted.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6982", "The card answers 6982 (security status not satisfied: a PIN, or a contact reader, is asked for) to GET DATA for the object 5FC101.")]
    [InlineData("6F00", "The card answers 6F00 (the card failed) to GET DATA for the object 5FC101.")]
    [InlineData("6300", "The card answers 6300 (a warning) to GET DATA for the object 5FC101.")]
    public async Task A_card_that_refuses_the_certificate_is_malformed_and_its_status_word_explained(string answer, string sentence)
    {
        var card = new ScriptedConnection().On("00A4", "9000").On("00CB", answer);

        var faulted = Assert.IsType<CardReadResult.Faulted>(await Read(new ScriptedReader(card), ScriptedReader.Arrival));

        Assert.Equal((CardFault.Malformed, sentence), (faulted.Fault, faulted.Detail));
    }

    [Fact]
    public async Task An_algorithm_that_the_profile_does_not_allow_is_not_used()
    {
        var narrow = new CardTable(new ManualTimeProvider()) { Reading = CardTable.Profile with { KeyAlgorithms = [PivKeyAlgorithm.EcP384] } };

        var faulted = Assert.IsType<CardReadResult.Faulted>(await narrow.Tap(TestCard.WithP256(), CancellationToken.None));

        Assert.Equal(CardFault.UnusableKey, faulted.Fault);
    }

    [Fact]
    public async Task A_key_that_no_algorithm_exists_for_is_met_without_a_challenge_and_not_tried_again()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSelfSigned(TestPki.Begin, TestPki.End);
        var stored = Convert.ToHexString(PivCertificate.Encode(certificate.RawData, compressed: false));
        var card = new ScriptedConnection().On("00A4", "9000").On("00CB", stored + "9000");

        var faulted = Assert.IsType<CardReadResult.Faulted>(await Read(new ScriptedReader(card), ScriptedReader.Arrival));

        Assert.Equal(CardFault.UnusableKey, faulted.Fault);
        Assert.True(card.IsDisposed);
    }

    [Fact]
    public async Task The_bytes_on_the_wire_are_those_of_the_standard()
    {
        var image = TestCard.WithP256();
        var certificate = Convert.ToHexString(image.Objects[PivDataObject.CardAuthenticationCertificate].Span);
        var card = new ScriptedConnection()
            .On("00A404000BA000000308000010000100 00", "9000")
            .On("00CB3FFF055C035FC101 00", certificate + "9000")
            .On("0087119E26 7C24 8200 8120", "7C04 8202 ABCD 9000");

        var evidence = Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(card), ScriptedReader.Arrival)).Evidence;

        Assert.Equal([0xAB, 0xCD], evidence.Answer.ToArray());
        Assert.True(card.IsDisposed);
    }

    [Fact]
    public async Task An_RSA_block_goes_out_in_two_chained_commands()
    {
        var image = TestCard.WithRsa(2048);
        var certificate = Convert.ToHexString(image.Objects[PivDataObject.CardAuthenticationCertificate].Span);
        var card = new ScriptedConnection()
            .On("00A4", "9000")
            .On("00CB", certificate + "9000")
            .On("1087079EFF 7C820106 8200 81820100 0001FFFF", "9000")
            .On("0087079E0B", "7C04 8202 ABCD 9000");

        Assert.IsType<CardReadResult.Read>(await Read(new ScriptedReader(card), ScriptedReader.Arrival));
    }

    [Fact]
    public async Task A_random_source_that_repeats_is_not_the_cards_fault()
    {
        var stuck = new CardTable(new ManualTimeProvider()) { Challenges = new ChallengeSource("terminal-1", span => span[0] = 1) };
        await stuck.Tap(TestCard.WithP256(), CancellationToken.None);

        await Assert.ThrowsAsync<RandomSourceException>(() => stuck.Tap(TestCard.WithP256(), CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_read_is_cancelled_and_no_result()
    {
        using var cancel = new CancellationTokenSource();
        var tapping = table.Tap(TestCard.WithP256().WithFault("00A4", new CardImageFault.Delay(TimeSpan.FromSeconds(1))), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tapping);
    }

    [Fact]
    public async Task The_first_command_goes_at_once()
    {
        var shipped = new CardTable(new ManualTimeProvider()) { Reading = CardReadingProfile.Default };

        Assert.IsType<CardReadResult.Read>(await shipped.Tap(TestCard.WithP256(), CancellationToken.None));
    }

    [Fact]
    public async Task The_first_command_waits_where_the_profile_says_so()
    {
        var time = new ManualTimeProvider();
        var settling = new CardTable(time) { Reading = CardReadingProfile.Default with { SettleTime = TimeSpan.FromMilliseconds(50) } };
        var tapping = settling.Tap(TestCard.WithP256(), CancellationToken.None);

        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(tapping.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.IsType<CardReadResult.Read>(await tapping);
    }

    private static ValueTask<CardReadResult> Read(ScriptedReader reader, CardArrival arrival, ManualTimeProvider? time = null) =>
        new CardSession(reader, new ChallengeSource("terminal-1"), time ?? new ManualTimeProvider()).ReadAsync(arrival, CardTable.Profile, CancellationToken.None);

    private static bool VerifiesEc(CardEvidence evidence, HashAlgorithmName hash)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(evidence.Certificate.Span);
        using var key = certificate.GetECDsaPublicKey()!;
        return key.VerifyHash(evidence.Challenge.Digest(evidence.Certificate.Span, hash), evidence.Answer.Span, DSASignatureFormat.Rfc3279DerSequence);
    }

    private async Task<CardEvidence.Piv> Evidence(CardImage image) => EvidenceIn(await table.Tap(image, CancellationToken.None));

    private static CardEvidence.Piv EvidenceIn(CardReadResult result) => Assert.IsType<CardEvidence.Piv>(Assert.IsType<CardReadResult.Read>(result).Evidence);
}
