"""Deploy forms as consumers meet them: the controls, the rows and the view that scrolls them."""
