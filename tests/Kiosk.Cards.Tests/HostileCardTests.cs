#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Cards;

namespace Kiosk.Cards.Tests;

/// <summary>Cards that break off, lie about lengths or never finish: none yields evidence, and each read ends by the deadline.</summary>
public sealed class HostileCardTests
{
    private const string Authenticate = "0087";
    private const string GetData = "00CB";
    private const string Select = "00A4";

    private readonly ManualTimeProvider time = new();
    private readonly CardTable table;
    private readonly CardImage golden = TestCard.WithP256();

    public HostileCardTests() => table = new CardTable(time);

    [Theory]
    [InlineData(Select)]
    [InlineData(GetData)]
    [InlineData(Authenticate)]
    public async Task A_card_removed_at_any_command_yields_no_evidence(string command) =>
        Assert.Equal(new CardReadResult.Removed(Swapped: false), await Tap(golden.WithFault(command, new CardImageFault.Remove())));

    [Theory]
    [InlineData(GetData)]
    [InlineData(Authenticate)]
    public async Task Another_card_in_the_midst_of_a_read_yields_no_evidence(string command)
    {
        var swap = new CardImageFault.Swap("other.json", TestCard.WithP256("other.json"));

        Assert.Equal(new CardReadResult.Removed(Swapped: true), await Tap(golden.WithFault(command, swap)));
    }

    [Theory]
    [InlineData(Select, 4)] // A card that never answered is retried once.
    [InlineData(GetData, 2)]
    [InlineData(Authenticate, 4)]
    public async Task An_answer_after_its_commands_deadline_yields_no_evidence(string command, int seconds)
    {
        var tapping = Tap(golden.WithFault(command, new CardImageFault.Delay(TimeSpan.FromSeconds(5))));

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.False(tapping.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        AssertFault(CardFault.Timeout, await tapping);
    }

    [Fact]
    public async Task Commands_that_are_each_in_time_still_share_the_deadline_of_the_whole_read()
    {
        var slow = new CardImageFault.Delay(TimeSpan.FromMilliseconds(1500));
        var tapping = Tap(golden.WithFault(Select, slow).WithFault(GetData, slow).WithFault(Authenticate, slow));

        await AdvanceUntilDone(tapping, TimeSpan.FromMilliseconds(250), atMost: TimeSpan.FromSeconds(4));

        AssertFault(CardFault.Timeout, await tapping);
    }

    [Theory]
    [InlineData(GetData)]
    [InlineData(Authenticate)]
    public async Task More_response_bytes_for_ever_are_malformed(string command) =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithFault(command, new CardImageFault.Loop61())));

    [Theory]
    [InlineData(GetData)]
    [InlineData(Authenticate)]
    public async Task A_wrong_Le_for_ever_is_malformed(string command) =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithFault(command, new CardImageFault.Status(new StatusWord(0x6C10)))));

    [Theory]
    [InlineData(GetData)]
    [InlineData(Authenticate)]
    public async Task Success_with_nothing_is_malformed(string command) =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithFault(command, new CardImageFault.Truncate(0))));

    [Theory]
    [InlineData(GetData)]
    [InlineData(Authenticate)]
    public async Task Garbled_bytes_are_malformed(string command) =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithFault(command, new CardImageFault.Garble())));

    [Theory]
    [InlineData(GetData, 40)]
    [InlineData(Authenticate, 20)]
    public async Task An_answer_cut_short_is_malformed(string command, int length) =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithFault(command, new CardImageFault.Truncate(length))));

    [Theory]
    [InlineData(GetData, 0x6F00)]
    [InlineData(GetData, 0x6982)]
    [InlineData(Authenticate, 0x6982)]
    [InlineData(Authenticate, 0x6300)]
    [InlineData(Select, 0x6F00)]
    public async Task A_card_that_refuses_is_malformed_and_not_tried_again(string command, ushort statusWord) =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithFault(command, new CardImageFault.Status(new StatusWord(statusWord)))));

    [Theory]
    [InlineData("53 05 70 81 FF 00 00", "a length past the end")]
    [InlineData("53 80 70 00 71 01 00 FE 00 00 00", "an indefinite length")]
    [InlineData("53 85 00 00 00 00 00", "a length of five bytes")]
    [InlineData("53 0A 70 01 30 70 01 30 71 01 00 FE", "a certificate twice")]
    [InlineData("7C 08 70 01 30 71 01 00 FE 00", "the wrong wrapper")]
    [InlineData("53 08 71 01 00 70 01 30 FE 00", "the wrong order")]
    [InlineData("53 06 70 01 30 71 01 00", "no end")]
    [InlineData("53 08 70 01 30 71 01 FF FE 00", "unknown packing")]
    [InlineData("53 08 70 01 30 71 01 00 FE 00 53 00", "another object")]
    [InlineData("53 0A 70 01 30 71 01 00 FE 00 FE 00", "bytes after the end")]
    [InlineData("53 00 00", "a byte after an empty object")]
    public async Task A_malformed_certificate_object_yields_no_evidence(string hex, string what)
    {
        var value = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        var result = await Tap(golden.WithObject(PivDataObject.CardAuthenticationCertificate, value));

        Assert.True(result is CardReadResult.Faulted { Fault: CardFault.Malformed }, what);
    }

    [Fact]
    public async Task A_hundred_tags_inside_one_another_are_malformed()
    {
        var nested = new byte[] { 0x70, 0x00 };
        for (var depth = 0; depth < 100; depth++)
        {
            nested = BerTlvWriter.Encode(new BerTag(0x7C), nested);
        }

        var value = BerTlvWriter.Encode(new BerTag(0x53), nested);

        AssertFault(CardFault.Malformed, await Tap(golden.WithObject(PivDataObject.CardAuthenticationCertificate, value)));
    }

    [Fact]
    public async Task A_certificate_object_over_4_kB_is_malformed() =>
        AssertFault(CardFault.Malformed, await Tap(golden.WithObject(PivDataObject.CardAuthenticationCertificate, PivCertificate.Encode(new byte[4200], compressed: false))));

    [Fact]
    public async Task A_gzip_bomb_is_refused()
    {
        var bomb = PivCertificate.Encode(new byte[3_000_000], compressed: true);
        Assert.InRange(bomb.Length, 1, 4096);

        AssertFault(CardFault.Malformed, await Tap(golden.WithObject(PivDataObject.CardAuthenticationCertificate, bomb)));
    }

    [Fact]
    public async Task A_card_without_the_certificate_is_not_personalised() =>
        AssertFault(CardFault.NotPersonalised, await Tap(golden with { Objects = new Dictionary<BerTag, ReadOnlyMemory<byte>>() }));

    [Fact]
    public async Task A_card_that_would_rather_use_another_algorithm_than_its_certificates_is_malformed()
    {
        var preferring = golden with { Keys = new Dictionary<byte, CardImageKey> { [0x9E] = golden.Keys[0x9E] with { Algorithm = PivKeyAlgorithm.Rsa2048 } } };

        AssertFault(CardFault.Malformed, await Tap(preferring));
    }

    private static void AssertFault(CardFault fault, CardReadResult result)
    {
        var faulted = Assert.IsType<CardReadResult.Faulted>(result);
        Assert.Equal(fault, faulted.Fault);
        Assert.NotEmpty(faulted.Detail);
    }

    private Task<CardReadResult> Tap(CardImage image) => table.Tap(image, CancellationToken.None);

    /// <summary>Advances the clock in steps; between steps the read continues on the thread pool.</summary>
    private async Task AdvanceUntilDone(Task tapping, TimeSpan step, TimeSpan atMost)
    {
        for (var elapsed = TimeSpan.Zero; elapsed < atMost && !tapping.IsCompleted; elapsed += step)
        {
            time.Advance(step);
            await Task.WhenAny(tapping, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }
    }
}
