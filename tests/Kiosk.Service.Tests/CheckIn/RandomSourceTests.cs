using System.Security.Cryptography;
using Kiosk.Hardware.Cards;
using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Reasons;
using Kiosk.Testing.Pki;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Row 4 of the hostile table: no challenge without randomness.</summary>
public sealed class RandomSourceTests
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private bool isBroken;

    [Theory]
    [InlineData("fails")]
    [InlineData("gives zeros")]
    [InlineData("repeats")]
    public async Task A_broken_random_source_takes_the_terminal_out_of_service_for_good(string fault)
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(challenges: new ChallengeSource(RunningTerminal.Id, bytes => Fill(bytes, fault)));
        isBroken = true;
        if (fault == "repeats")
        {
            Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        }

        var refused = await terminal.TapAsync(member.Image());
        isBroken = false;
        var later = await terminal.TapAsync(TappedCards.Member(2).Image());

        Assert.All([refused, later], outcome =>
        {
            Assert.Equal(ReasonCode.TerminalOutOfService, outcome.Code);
            Assert.IsType<Screen.OutOfService>(outcome.Screen);
            Assert.Null(outcome.Receipt);
        });
        Assert.False(terminal.Health.IsReady);
        Assert.Equal(fault == "repeats" ? 1 : 0, hall.Records.Count);
        Traces.AssertNone(terminal, refused, member);
    }

    private void Fill(Span<byte> bytes, string fault)
    {
        if (!isBroken)
        {
            RandomNumberGenerator.Fill(bytes);
            return;
        }

        switch (fault)
        {
            case "fails":
                throw new CryptographicException("No entropy.");
            case "gives zeros":
                bytes.Clear();
                return;
            default:
                bytes.Fill(0x17);
                bytes[0] = 0x18;
                return;
        }
    }
}
