using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks for the smart card daemon and for a reader behind it.</summary>
internal static class ReaderCheckUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly Sentence StartDaemon = new("Chạy: systemctl start pcscd.socket", "Run: systemctl start pcscd.socket");

    public static async Task<IReadOnlyList<Finding>> LookAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var probe = await PcscProbe.RunAsync(Patience, time, cancellationToken);
        return [Daemon(probe), Reader(probe)];
    }

    private static Finding Daemon(PcscProbe probe) => probe switch
    {
        PcscProbe.Readers or PcscProbe.NoReader => new("daemon", Health.Good, new("pcscd đang chạy.", "pcscd is running.")),
        PcscProbe.LibraryMissing => new("daemon", Health.Bad, Detail(probe), new("Cài: apt-get install pcscd libpcsclite1", "Install: apt-get install pcscd libpcsclite1")),
        PcscProbe.AccessDenied => new("daemon", Health.Bad, Detail(probe), new("Thêm quy tắc polkit cho người dùng của dịch vụ.", "Add a polkit rule for the service's user.")),
        _ => new("daemon", Health.Bad, Detail(probe), StartDaemon),
    };

    private static Finding Reader(PcscProbe probe) => probe switch
    {
        PcscProbe.Readers readers => new("reader", Health.Good, new($"Đầu đọc: {string.Join(", ", readers.Names)}.", probe.Detail)),
        PcscProbe.NoReader => new("reader", Health.Bad, new("Chưa có đầu đọc thẻ.", probe.Detail), new("Cắm đầu đọc; kiểm tra bằng lsusb.", "Plug a reader in; look with lsusb.")),
        _ => new("reader", Health.Bad, new("Chưa kiểm tra được đầu đọc vì dịch vụ pcscd chưa chạy.", "The reader could not be checked because the pcscd service is not running."), StartDaemon),
    };

    // The probe's sentence is the operator's own language of error codes.
    private static Sentence Detail(PcscProbe probe) => new($"Không dùng được pcscd. {probe.Detail}", probe.Detail);
}
