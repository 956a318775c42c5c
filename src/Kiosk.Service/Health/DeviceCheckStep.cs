using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>One thing that the terminal tries out.</summary>
/// <param name="Meanwhile">What stands beside it while it is being tried.</param>
/// <param name="Try">Called once its turn has come; a signal's is called when it was shown for its time.</param>
/// <param name="Signal">Whose light and sound are shown meanwhile, or <see cref="Mood.Neutral"/>.</param>
internal sealed record DeviceCheckStep(Phrase Name, Phrase Meanwhile, Func<CheckLine> Try, Mood Signal = Mood.Neutral);
