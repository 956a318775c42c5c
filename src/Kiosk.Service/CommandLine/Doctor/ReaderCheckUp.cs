using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Service.CommandLine.Readers;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks for the reader of the settings: for the smart card daemon and a reader behind it, or for a PN532.</summary>
internal static class ReaderCheckUp
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private static readonly IReadOnlyList<Finding> Virtual =
    [
        new("daemon", Health.Good, new("Đầu đọc ảo không cần dịch vụ pcscd.", "A virtual reader needs no pcscd.")),
        new("reader", Health.Good, new("Đang dùng đầu đọc ảo, không đọc thẻ thật.", "The reader is virtual (Kiosk:Reader:Kind) and reads no real cards.")),
    ];

    /// <param name="running">Null if no service runs, or none that this user may ask.</param>
    public static async Task<IReadOnlyList<Finding>> LookAsync(ReaderOptions options, RunningService? running, TimeProvider time, CancellationToken cancellationToken) => options.Kind switch
    {
        ReaderOptions.Virtual => Virtual,
        ReaderOptions.Pn532 when options.Device.Length == 0 => Pn532CheckUp.Unnamed,
        ReaderOptions.Pn532 => Pn532CheckUp.Of(await Pn532Probe.RunAsync(ReaderSetup.Pn532Of(options), time, cancellationToken), isHeldByService: running is { ReadsCards: true }),
        _ => Of(await PcscProbe.RunAsync(Timeout, time, cancellationToken)),
    };

    public static IReadOnlyList<Finding> Of(PcscProbe probe) => [Daemon(probe), Reader(probe)];

    private static Finding Daemon(PcscProbe probe) => RemedyFor(probe) is { } remedy
        ? new("daemon", Health.Bad, WhatOf(probe), remedy, probe.Detail)
        : new("daemon", Health.Good, new("Dịch vụ đầu đọc thẻ pcscd đang chạy.", "pcscd is running."));

    private static Finding Reader(PcscProbe probe) => (probe, RemedyFor(probe)) switch
    {
        (PcscProbe.Readers readers, _) => new("reader", Health.Good, new($"Đầu đọc: {string.Join(", ", readers.Names)}.", probe.Detail)),
        (PcscProbe.NoReader, _) => new("reader", Health.Bad, new("Chưa có đầu đọc thẻ.", probe.Detail), new("Cắm đầu đọc; kiểm tra bằng lsusb.", "Plug a reader in; look with lsusb.")),
        (_, var remedy) => new("reader", Health.Bad, new("Chưa hỏi được đầu đọc, vì dịch vụ pcscd chưa dùng được.", "No reader can be asked for while pcscd cannot be used."), remedy),
    };

    private static Phrase WhatOf(PcscProbe probe) => probe switch
    {
        PcscProbe.LibraryMissing => new("Máy chưa cài thư viện đầu đọc thẻ (libpcsclite1).", "The library of card readers, libpcsclite1, is not installed."),
        PcscProbe.DaemonMissing => new("Máy chưa cài dịch vụ đầu đọc thẻ (pcscd).", "The smart card daemon, pcscd, is not installed."),
        PcscProbe.AccessDenied => new("Người dùng này chưa được phép dùng dịch vụ đầu đọc thẻ pcscd.", "pcscd runs, but this user may not use it."),
        PcscProbe.NoAnswer => new("Dịch vụ đầu đọc thẻ pcscd không trả lời.", "pcscd does not answer."),
        _ => new("Dịch vụ đầu đọc thẻ pcscd chưa chạy.", "pcscd is not running."),
    };

    private static Phrase? RemedyFor(PcscProbe probe) => probe switch
    {
        PcscProbe.Readers or PcscProbe.NoReader => null,
        PcscProbe.LibraryMissing or PcscProbe.DaemonMissing => new("Cài: apt-get install pcscd libpcsclite1", "Install: apt-get install pcscd libpcsclite1"),
        PcscProbe.AccessDenied => new(
            "Thêm quy tắc polkit trong /etc/polkit-1/rules.d, cho phép người dùng của dịch vụ các quyền org.debian.pcsc-lite.access_pcsc và access_card.",
            "Add a polkit rule in /etc/polkit-1/rules.d that allows the service's user org.debian.pcsc-lite.access_pcsc and access_card."),
        PcscProbe.NoAnswer => new("Chạy: systemctl restart pcscd", "Run: systemctl restart pcscd"),
        _ => new("Chạy: systemctl start pcscd.socket", "Run: systemctl start pcscd.socket"),
    };
}
