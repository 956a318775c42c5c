using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>What makes a journal this terminal's own.</summary>
/// <param name="Frames">Tags each frame.</param>
/// <param name="Signer">The device key, which signs checkpoints.</param>
/// <param name="Kind">Where the device key lies, as checkpoints state it: <c>file</c> or <c>tpm</c>.</param>
internal sealed record JournalKeys(FrameKey Frames, INoteSigner Signer, string Kind);
