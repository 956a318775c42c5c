using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Service.CommandLine.Doctor;
using DoctorHealth = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

/// <summary>One true sentence, and its own remedy (case <c>13-pcsc</c>).</summary>
public sealed class ReaderCheckUpTests
{
    private const string Code = "SCARD_E_NO_SERVICE (0x8010001D)";

    public static TheoryData<PcscProbe, string, string> Failures => new()
    {
        { new PcscProbe.LibraryMissing(), "The library of card readers, libpcsclite1, is not installed.", "Install: apt-get install pcscd libpcsclite1" },
        { new PcscProbe.DaemonMissing(Code), "The smart card daemon, pcscd, is not installed.", "Install: apt-get install pcscd libpcsclite1" },
        { new PcscProbe.DaemonNotRunning(Code), "pcscd is not running.", "Run: systemctl start pcscd.socket" },
        { new PcscProbe.AccessDenied(Code), "pcscd runs, but this user may not use it.", "Add a polkit rule in /etc/polkit-1/rules.d that allows the service's user org.debian.pcsc-lite.access_pcsc and access_card." },
        { new PcscProbe.NoAnswer(TimeSpan.FromSeconds(3)), "pcscd does not answer.", "Run: systemctl restart pcscd" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_trouble_with_the_daemon_has_its_own_sentence_and_remedy(PcscProbe probe, string what, string remedy)
    {
        var (daemon, reader) = (ReaderCheckUp.Of(probe)[0], ReaderCheckUp.Of(probe)[1]);

        Assert.Equal((DoctorHealth.Bad, what, remedy, probe.Detail), (daemon.Health, daemon.What.English, daemon.Remedy!.English, daemon.Detail));
        Assert.DoesNotContain(what, daemon.What.Vietnamese, StringComparison.Ordinal);
        Assert.DoesNotContain("SCARD", daemon.What.Vietnamese + daemon.What.English, StringComparison.Ordinal);
        Assert.Equal(remedy, reader.Remedy!.English);
        Assert.NotEqual(what, reader.What.English);
    }
}
