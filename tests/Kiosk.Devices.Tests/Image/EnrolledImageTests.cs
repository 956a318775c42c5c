using Kiosk.Durability;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A new terminal enrols without a shell: the token on its own card, the answer on a stick.</summary>
[Collection(nameof(ImageTests))]
public sealed class EnrolledImageTests
{
    private const string Token = ImageWorld.TerminalId + ".token", Answer = ImageWorld.TerminalId + ".enrol-answer.pem";
    private const string Request = "/boot/" + ImageWorld.TerminalId + ".enrol-request.pem";

    private const string Trouble = "journalctl -b --no-pager -u kiosk-enrol -u kiosk-enrol-card -u 'kiosk-stick@*' | tail -n 40; ls -la /boot /run/kiosk-enrol; runuser -u kiosk -- kiosk status";

    [ImageFact]
    public async Task A_token_on_the_KIOSK_partition_becomes_a_request_there_and_the_answer_on_a_stick_enrols()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        using var authority = TerminalAuthority.Create("terminals", TimeProvider.System.GetUtcNow());
        var register = new TerminalRegister(world.NewFolder("register"), new DurableFiles(), TimeProvider.System);
        var token = register.Add(ImageWorld.TerminalId, world.Demo.Feed.Province, door: null, collector: null);
        var disk = world.NewDisk("new.img");
        await ImageWorld.PutOnBootPartitionAsync(disk, world.Write("token", token.ToString()), Token, timeout.Token);
        await ImageWorld.PutOnBootPartitionAsync(disk, world.Settings, "kiosk.json", timeout.Token);

        await using var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token), timeout.Token);
        await terminal.AwaitServiceAsync();
        await terminal.UntilAsync($"test -s {Request}", Trouble);
        Assert.Contains("\"stage\":\"NotEnrolled\"", await terminal.StatusTextAsync(), StringComparison.Ordinal);
        var answer = register.Sign(EnrolmentRequest.Parse(await terminal.ShellAsync($"cat {Request}")), authority);
        await terminal.Guest.PlugStickInAsync(await world.NewStickAsync(world.Write("answer", answer.ToPem()), Answer, timeout.Token), timeout.Token);

        await terminal.UntilAsync("runuser -u kiosk -- kiosk status --json | grep -q '\"stage\":\"Enrolled\"'", Trouble);
        Assert.Equal("", await terminal.ShellAsync("ls /run/kiosk-enrol"));
    }
}
