using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Testing.Cards;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>Several readers, and other programs beside us.</summary>
public sealed class PcscReaderSharingTests : PcscdTest
{
    public override Task InitializeAsync() => Pcscd.StartAsync(Token);

    [Fact]
    public async Task Cards_on_two_readers_are_two_taps_that_answer_each_for_itself()
    {
        await using var reader = Watch("Kiosk");
        await UntilAsync(reader, ReaderState.Ready);
        await using var left = await InsertAsync(ScriptedCard.Answering("AA9000"), A);
        var first = await reader.WaitForCardAsync(Token);
        await using var right = await InsertAsync(ScriptedCard.Answering("BB9000"), B);
        var second = await reader.WaitForCardAsync(Token);

        Assert.Equal(("Kiosk A 00 00", "Kiosk B 00 00"), (first.Reader, second.Reader));
        Assert.Equal(("AA9000", "BB9000"), (await ReadAsync(reader, first), await ReadAsync(reader, second)));
    }

    [Fact]
    public async Task A_card_on_a_reader_that_was_not_chosen_is_not_seen()
    {
        await using var reader = Watch("Kiosk A");
        await using var link = await InsertAsync(ScriptedCard.Ok, B);

        await NoTapAsync(reader, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_reader_chosen_by_its_usb_id_is_not_taken_from_one_that_has_none()
    {
        await using var reader = new PcscReader(new PcscReaderOptions { UsbId = "072F:2303" }, TimeProvider.System);

        await UntilAsync(reader, ReaderState.WaitingForReader);
    }

    [Fact]
    public async Task A_card_that_another_program_holds_is_a_fault_that_names_the_cause()
    {
        await using var link = await InsertAsync(ScriptedCard.Ok);
        await using var other = Watch();
        await using (await other.ConnectAsync(await other.WaitForCardAsync(Token), Token))
        {
            await using var reader = Watch();
            var arrival = await reader.WaitForCardAsync(Token);
            var fault = await Assert.ThrowsAsync<CardFaultException>(async () => await reader.ConnectAsync(arrival, Token));

            Assert.Equal("Another program holds the card in Kiosk A 00 00: SCardConnect returned SCARD_E_SHARING_VIOLATION (0x8010000B).", fault.Message);
            Assert.Equal(ReaderState.CardPresent, reader.State);
        }
    }

    [Fact]
    public async Task No_other_program_can_reach_a_card_that_we_read()
    {
        await using var link = await InsertAsync(ScriptedCard.Ok);
        await using var reader = Watch();
        await using var connection = await reader.ConnectAsync(await reader.WaitForCardAsync(Token), Token);

        var (exitCode, output) = await Programs.RunAsync("opensc-tool", ["--reader", "0", "--send-apdu", "00A40000"], Token);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("in use by another application", output, StringComparison.Ordinal);
        await connection.TransmitAsync(Select, Limit, Token);
    }

    [Fact]
    public async Task The_probe_lists_readers_or_says_what_is_missing()
    {
        var found = await PcscProbe.RunAsync(Limit, TimeProvider.System, Token);
        Assert.Equal(["Kiosk A 00 00", "Kiosk A 00 01", "Kiosk B 00 00", "Kiosk B 00 01"], Assert.IsType<PcscProbe.Readers>(found).Names);

        await Pcscd.KillAsync();
        var missing = await PcscProbe.RunAsync(Limit, TimeProvider.System, Token);
        Assert.Equal("SCARD_E_NO_SERVICE (0x8010001D)", Assert.IsType<PcscProbe.DaemonNotRunning>(missing).Code);
    }

    [Fact]
    public async Task The_probe_comes_back_from_a_daemon_that_does_not_answer()
    {
        Pcscd.Freeze();

        var found = await PcscProbe.RunAsync(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token);

        Assert.IsType<PcscProbe.NoAnswer>(found);
    }

    private async Task<string> ReadAsync(PcscReader reader, CardArrival arrival)
    {
        await using var connection = await reader.ConnectAsync(arrival, Token);
        var response = await connection.TransmitAsync(Select, Limit, Token);
        return Convert.ToHexString(response.Span);
    }
}
