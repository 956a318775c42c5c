using Kiosk.Words;

namespace Kiosk.Trials.Hostile;

/// <summary>What the rows of the table are about, for whoever does not read the cases' English names.</summary>
internal static class HostileTopics
{
    private static readonly (int[] Rows, Phrase Topic)[] All =
    [
        ([1, 7], new("thẻ hợp lệ đủ loại, phải được chấp nhận", "valid cards of every make")),
        ([2, 3, 4, 6, 8], new("câu trả lời cho thử thách", "answers to the challenge")),
        ([5, 29, 31], new("thẻ rời đi, không trả lời xong hoặc thuộc loại khác", "cards that leave, never finish, or are of another kind")),
        ([9, 10, 11, 12, 16], new("khóa, thuật toán, chữ ký và cách mã hóa chứng thư số", "keys, algorithms, signatures and encoding of certificates")),
        ([13, 14, 15], new("nơi cấp và thời hạn của chứng thư số; đồng hồ của máy", "the certificate's issuer and validity; the terminal's clock")),
        ([17, 18], new("những gì chứng thư số phải ghi về thẻ và mục đích", "what a certificate must state about its use and its card")),
        ([19], new("CHUID khi hồ sơ thẻ yêu cầu", "the CHUID where the profile requires it")),
        ([20, 21, 25, 26, 30], new("chứng thư số nào bị thu hồi, theo danh sách nào, từ khi nào", "which certificates are revoked, by which list, since when")),
        ([22, 23], new("danh sách thu hồi phải bị từ chối", "lists that must be rejected")),
        ([24], new("dữ liệu hư hỏng, mất điện, đưa về bản cũ", "damage, power cuts and rolled-back data")),
        ([27, 28], new("nén hoặc lồng ghép gây hại", "malicious compression or nesting")),
        ([32], new("không lộ thông tin cá nhân", "nothing personal is shown or logged")),
    ];

    /// <exception cref="InvalidOperationException">The table has no such row.</exception>
    public static Phrase Of(int row) => All.Single(topic => topic.Rows.Contains(row)).Topic;
}
