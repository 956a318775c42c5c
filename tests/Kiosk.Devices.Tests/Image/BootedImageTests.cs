using System.Text.Json.Nodes;
using Kiosk.Testing.Processes;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>The image, booted to a terminal that takes cards.</summary>
[Collection(nameof(ImageTests))]
public sealed class BootedImageTests(SharedImageTerminal shared) : IClassFixture<SharedImageTerminal>
{
    private ImageTerminal Terminal => shared.Terminal;

    [ImageFact]
    public async Task Every_unit_that_was_to_start_did()
    {
        Assert.Equal("", await Terminal.ShellAsync("systemctl --failed --no-legend --plain --no-pager"));
        Assert.Equal(
            ["active", "active", "active", "active", "active", "active", "active"],
            (await Terminal.ShellAsync("systemctl is-active kiosk kiosk-settings kiosk-good pcscd chrony nftables systemd-networkd")).Split('\n'));
    }

    [ImageFact]
    public async Task Each_of_our_units_is_exposed_two_at_most_as_it_runs()
    {
        foreach (var unit in new[] { "kiosk", "kiosk-settings", "kiosk-data", "kiosk-good", "kiosk-deadline", "kiosk-stick@", "kiosk-update", "kiosk-restart", "kiosk-enrol", "kiosk-enrol-card", "kiosk-enrol-scan", "kiosk-reader" })
        {
            var (output, code) = await Terminal.TryAsync($"systemd-analyze security --no-pager --threshold=20 {unit} | tail -n 1; exit ${{PIPESTATUS[0]}}");
            Assert.True(code == 0, output);
        }
    }

    [ImageFact]
    public async Task A_tapped_card_is_admitted_and_its_record_is_on_the_data_partition()
    {
        await Terminal.TapAsync(DemoCard.GoodP256, "admitted");

        Assert.Equal("", await RefusalsAsync());
        Assert.Equal("/dev/vda4[/kiosk]", await Terminal.ShellAsync("findmnt -no SOURCE -T /var/lib/kiosk/journal"));
    }

    [ImageFact]
    public async Task The_data_partition_took_the_rest_of_the_card()
    {
        var kilobytes = await Terminal.ShellAsync("df -k --output=size /data | tail -n 1");

        Assert.InRange(int.Parse(kilobytes), 1_300_000, 2_000_000);
    }

    [ImageFact]
    public async Task Nobody_can_log_in_and_nothing_raises_its_rights()
    {
        Assert.Equal("", await Terminal.ShellAsync("getent passwd | grep -v ':/usr/sbin/nologin$' || :"));
        Assert.Equal("", await Terminal.ShellAsync("getent shadow | cut -d: -f2 | grep -v '^[!*]' || :"));
        Assert.Equal("", await Terminal.ShellAsync("find / -xdev -type f -perm /6000"));
        Assert.Equal("", await Terminal.ShellAsync("pgrep -l 'getty|login|sshd' | grep -v systemd-logind || :"));
    }

    [ImageFact]
    public async Task Nothing_gets_in_nothing_is_swapped_and_no_core_is_kept()
    {
        Assert.Contains("policy drop", await Terminal.ShellAsync("nft list chain inet kiosk input"), StringComparison.Ordinal);
        Assert.Equal("", await Terminal.ShellAsync("tail -n +2 /proc/swaps"));
        Assert.Equal("|/bin/false", await Terminal.ShellAsync("cat /proc/sys/kernel/core_pattern"));
        Assert.Equal("", await Terminal.ShellAsync("find /var/log/journal -type f 2>/dev/null || :"));
    }

    [ImageFact]
    public async Task What_runs_is_stated_with_the_root_hash_and_signed_by_the_terminals_key()
    {
        var stated = JsonNode.Parse(await Terminal.ShellAsync("runuser -u kiosk -- kiosk doctor --identity --json"))!;
        await Terminal.ShellAsync("runuser -u kiosk -- kiosk show software");
        var hash = await Terminal.ShellAsync("cat /run/kiosk-root-hash");

        var known = shared.World.Write("device.pub", await Terminal.ShellAsync("cat /data/kiosk/device.pub"));
        var verified = await ChildProcess.RunAsync(ImageFiles.Program, "receipt", "verify", stated["signedText"]!.GetValue<string>(), "--terminals", known);

        Assert.Equal(hash, stated["rootHash"]!.GetValue<string>());
        // No list of releases is here: that is all that is left to object to.
        Assert.Contains("no signed list of releases is known here", verified.With(1).Output, StringComparison.Ordinal);
    }

    [ImageFact]
    public async Task A_reader_that_the_service_gave_up_is_switched_off_and_on_and_takes_cards_again()
    {
        var daemon = await Terminal.ShellAsync("systemctl show -P MainPID pcscd");

        await Terminal.ShellAsync("runuser -u kiosk -- touch /run/kiosk/reader-rescue");
        await Terminal.UntilAsync(
            $"[ $(systemctl show -P ActiveState kiosk-reader) = inactive ] && systemctl -q is-active pcscd && [ $(systemctl show -P MainPID pcscd) != {daemon} ]",
            "journalctl -b --no-pager -u kiosk-reader -u pcscd | tail -n 20");

        await Terminal.TapAsync(DemoCard.Expired, "cert.expired");
    }

    [ImageFact]
    public async Task The_service_is_confined_to_its_own_files_whatever_their_modes_say()
    {
        const string AsService = "systemd-run --quiet --pipe --wait -p User=kiosk";
        const string Elsewhere = "kiosk receipt verify KR1:0 --terminals /etc/nftables.conf --root /etc/nftables.conf";

        var free = await Terminal.TryAsync($"{AsService} {Elsewhere}");
        var confined = await Terminal.TryAsync($"{AsService} -p AppArmorProfile=partycard-kiosk {Elsewhere}");

        Assert.Equal("partycard-kiosk (enforce)", await Terminal.ShellAsync("cat /proc/$(systemctl show -P MainPID kiosk)/attr/current"));
        Assert.DoesNotContain("/etc/nftables.conf: the user kiosk", free.Output, StringComparison.Ordinal);
        Assert.Contains("/etc/nftables.conf: the user kiosk", confined.Output, StringComparison.Ordinal);
    }

    [ImageFact]
    public async Task The_root_cannot_be_written()
    {
        Assert.NotEqual(0, (await Terminal.TryAsync("touch /usr/written")).Code);
        Assert.NotEqual(0, (await Terminal.TryAsync("mount -o remount,rw /")).Code);
        Assert.Equal(64, (await Terminal.ShellAsync("cat /run/kiosk-root-hash")).Length);
    }

    [ImageFact]
    public async Task A_stick_is_imported_while_the_service_goes_on()
    {
        var service = await Terminal.ShellAsync("systemctl show -P MainPID kiosk");
        await shared.World.Demo.RevokeAsync(DemoCard.GoodRsa, shared.Timeout);

        await Terminal.Guest.PlugStickInAsync(await shared.World.NewStickAsync(shared.Timeout), shared.Timeout);
        await Terminal.UntilAsync("journalctl -b -u 'kiosk-stick@*' --no-pager | grep -q Finished", "journalctl -b -u 'kiosk-stick@*' --no-pager; lsblk -f");

        await Terminal.TapAsync(DemoCard.GoodRsa, "revocation.revoked");
        Assert.Equal(service, await Terminal.ShellAsync("systemctl show -P MainPID kiosk"));
        Assert.Equal("", await RefusalsAsync());
    }

    // What AppArmor kept from the terminal, but for what a test asked for.
    private Task<string> RefusalsAsync() => Terminal.ShellAsync("journalctl -b -k --no-pager | grep 'apparmor=\"DENIED\"' | grep -v nftables.conf || :");
}
