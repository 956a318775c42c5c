using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Service.Feedback;

/// <summary>Whether a member came to a session, as the member reads it.</summary>
internal static class CameWords
{
    public static Phrase Of(CameAs came) => came switch
    {
        CameAs.Present => new("Có mặt", "Present"),
        CameAs.Late => new("Có mặt, đến muộn", "Present, late"),
        CameAs.AbsentWithReason => new("Vắng có lý do", "Absent with reason"),
        CameAs.AbsentWithoutReason => new("Vắng không có lý do", "Absent without reason"),
        _ => new("Chưa ghi nhận", "Nothing recorded"),
    };
}
