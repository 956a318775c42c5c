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
    public static string Describe(this FrameFault fault) => fault switch
    {
        FrameFault.Length => "the frame has an invalid length",
        FrameFault.Checksum => "the frame does not match its SHA-256",
        FrameFault.Sequence => "the frame does not carry the next sequence number",
        FrameFault.Chain => "the frame does not continue the one before it",
        FrameFault.Tag => "the frame was not written by this terminal: its tag does not verify under the terminal's key",
        FrameFault.Value => "the frame has an undefined value",
        _ => "the frame was not examined",
    };
}
