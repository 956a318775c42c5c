using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Revocation;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Describes problems with the cache in both languages.</summary>
internal static class CacheSentences
{
    public static Phrase RemedyFor(CacheException exception) => exception.Fault switch
    {
        CacheFault.Denied => new("Trả thư mục dữ liệu về cho người dùng của dịch vụ: sudo chown -R NGƯỜI-DÙNG THƯ-MỤC", "Give the data folder back to the service's user: sudo chown -R USER DIR"),
        CacheFault.NoAccess => FeedSentences.Admittance,
        _ => new("Chạy: kiosk sync now, hoặc kiosk sync import THƯ-MỤC", "Run: kiosk sync now, or kiosk sync import PATH"),
    };

    /// <returns>Null if no CRL is dated after the instant.</returns>
    public static Phrase? ListsAheadOf(DateTimeOffset instant, RevocationChecker revocation)
    {
        var ahead = revocation.DatedAheadAt(instant);
        if (ahead.Count == 0)
        {
            return null;
        }

        // An issuer without another list matters most.
        var (first, others) = (ahead.FirstOrDefault(list => !revocation.HasCountingBeside(list, instant)) ?? ahead[0], ahead.Count - 1);
        var (vietnamese, english) = others == 0 ? ("", "") : ($" (và {others} danh sách khác)", $" (and {others} more)");
        var (meanwhile, meanwhileEnglish) = revocation.HasCountingBeside(first, instant)
            ? ("đến lúc đó máy vẫn dùng danh sách trước", "until then the list before it counts")
            : ("theo giờ của máy, cơ quan này chưa có danh sách nào có hiệu lực nên máy chưa kết luận được thẻ còn giá trị hay không", "by that clock no list of this authority is in force yet, and whether a card is still valid cannot be decided");
        return new(
            $"Danh sách thu hồi số {first.CrlNumber} của {first.Issuer}{vietnamese} ghi thời điểm {first.ThisUpdate:yyyy-MM-dd HH:mm'Z'}, sau giờ của máy; {meanwhile}. Đề nghị kiểm tra giờ của máy và của cơ quan cấp.",
            $"Revocation list {first.CrlNumber} of {first.Issuer}{english} is dated {first.ThisUpdate:yyyy-MM-dd HH:mm'Z'}, ahead of this terminal's clock; {meanwhileEnglish}. Check the terminal's clock and the authority's.");
    }
}
