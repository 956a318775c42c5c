using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Why a byte sequence is not the next frame.</summary>
internal enum FrameFault
{
    /// <summary>Not examined yet; never a valid frame.</summary>
    Unexamined = 0,

    /// <summary>A valid next frame.</summary>
    None,
    Length,
    Checksum,
    Sequence,
    Chain,
    Value,
    Tag,
}

/// <summary>Messages for the faults.</summary>
internal static class FrameFaults
{
    public static Phrase Describe(this FrameFault fault) => fault switch
    {
        FrameFault.Length => new("bản ghi có độ dài không hợp lệ", "the frame has an invalid length"),
        FrameFault.Checksum => new("bản ghi không khớp với SHA-256 của nó", "the frame does not match its SHA-256"),
        FrameFault.Sequence => new("bản ghi không mang số thứ tự kế tiếp", "the frame does not carry the next sequence number"),
        FrameFault.Chain => new("bản ghi không nối tiếp bản ghi trước", "the frame does not continue the one before it"),
        FrameFault.Tag => new("bản ghi không do máy này ghi: nhãn xác thực không đúng với khóa của máy", "the frame was not written by this terminal: its tag does not verify under the terminal's key"),
        FrameFault.Value => new("bản ghi có giá trị không xác định", "the frame has an undefined value"),
        _ => new("bản ghi chưa được kiểm tra", "the frame was not examined"),
    };
}
