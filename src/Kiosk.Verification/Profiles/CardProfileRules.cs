using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>Checks across the members of a card profile, which may be valid one by one and still make reading impossible.</summary>
internal static class CardProfileRules
{
    /// <summary>SELECT, GET DATA and GENERAL AUTHENTICATE, each at the minimum deadline for a command.</summary>
    public static readonly TimeSpan LeastReadingTime = TimeSpan.FromMilliseconds(300);

    /// <returns>The first member that makes reading impossible, and why; null if there is none.</returns>
    public static (string Place, Phrase Fault)? FindFault(CardProfile profile) => FindFault(profile.Reading) ?? FindFault(profile.Algorithms, profile.Reading.KeyAlgorithms);

    private static (string Place, Phrase Fault)? FindFault(CardReadingProfile reading) => reading switch
    {
        { Applications.Count: 0 } => ("reading.applications", new("để trống nên không hỏi được thẻ nào: hãy ghi AID của ứng dụng trên thẻ, hoặc bỏ mục này", "is empty, so no card would be asked for anything: name the AID of the cards' application, or leave the member out")),
        { KeyAlgorithms.Count: 0 } => ("reading.keyAlgorithms", new("để trống nên không thẻ nào chứng minh được khóa: hãy ghi các mã thuật toán của thẻ, hoặc bỏ mục này", "is empty, so no card could prove its key: name those of the cards, or leave the member out")),
        _ when reading.ReadDeadline - reading.SettleTime < LeastReadingTime => (
            reading.SettleTime > TimeSpan.Zero ? "reading.settleTime" : "reading.readDeadline",
            new($"không để lại thời gian đọc thẻ nào: reading.readDeadline ({reading.ReadDeadline:c}) phải dài hơn reading.settleTime ({reading.SettleTime:c}) ít nhất {LeastReadingTime.TotalMilliseconds:0} ms, cho ba lệnh", $"leaves no time to read any card: reading.readDeadline ({reading.ReadDeadline:c}) must be longer than reading.settleTime ({reading.SettleTime:c}) by {LeastReadingTime.TotalMilliseconds:0} ms at least, for three commands")),
        _ when reading.ReadDeadline - reading.SettleTime - reading.RetryPause < LeastReadingTime => (
            "reading.retryPause",
            new($"không để lại thời gian đọc lại thẻ: reading.readDeadline ({reading.ReadDeadline:c}) phải dài hơn tổng của reading.settleTime ({reading.SettleTime:c}) và reading.retryPause ({reading.RetryPause:c}) ít nhất {LeastReadingTime.TotalMilliseconds:0} ms", $"leaves no time to read a card again: reading.readDeadline ({reading.ReadDeadline:c}) must be longer than reading.settleTime ({reading.SettleTime:c}) and reading.retryPause ({reading.RetryPause:c}) together by {LeastReadingTime.TotalMilliseconds:0} ms at least")),
        _ => null,
    };

    private static (string Place, Phrase Fault)? FindFault(AlgorithmPolicy algorithms, IReadOnlyList<byte> references) =>
        algorithms.Signatures.Count == 0 ? ("algorithms.signatures", new("để trống nên không chứng thư số, không danh sách nào được chấp nhận: hãy ghi các thuật toán của CA, hoặc bỏ mục này", "is empty, so no certificate and no list would count: name those of the authorities, or leave the member out"))
        : references.Any(reference => MayCount(algorithms, reference)) ? null
        : ("reading.keyAlgorithms", new($"ghi {string.Join(", ", references.Select(reference => $"{reference:X2}"))}, mà algorithms.curves và algorithms.rsaSizes không cho phép khóa nào trong số đó (11 là P256, 14 là P384, 07 là RSA 2048, 05 là RSA 3072; NIST SP 800-78-4, bảng 6-2), nên không thẻ nào chứng minh được khóa", $"names {string.Join(", ", references.Select(reference => $"{reference:X2}"))}, and algorithms.curves and algorithms.rsaSizes let none of their keys count (11 is P256, 14 P384, 07 RSA 2048, 05 RSA 3072; NIST SP 800-78-4, table 6-2), so no card could prove its key"));

    private static bool MayCount(AlgorithmPolicy algorithms, byte reference) => reference switch
    {
        PivKeyAlgorithm.EcP256 => algorithms.Curves.Any(curve => curve.Value == EllipticCurve.P256),
        PivKeyAlgorithm.EcP384 => algorithms.Curves.Any(curve => curve.Value == EllipticCurve.P384),
        PivKeyAlgorithm.Rsa2048 => algorithms.RsaSizes.Any(size => size.Value == 2048),
        PivKeyAlgorithm.Rsa3072 => algorithms.RsaSizes.Any(size => size.Value == 3072),
        _ => false,
    };
}
