using System.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card read|verify|present</c>.</summary>
internal static class CardCommand
{
    public static Command Create(Language language) => new("card", new Phrase("Đọc thẻ, xác thực ảnh thẻ, hoặc đặt một thẻ ảo lên đầu đọc.", "Read a card, verify a card image, or present a virtual card to a reader.").In(language))
    {
        CardReadCommand.Create(language),
        CardVerifyCommand.Create(language),
        CardPresentCommand.Create(language),
    };
}
